import { BlockList, isIP } from 'node:net';

export interface Called {
  /** Of the socket. */
  readonly remote: string | undefined;
  /** X-Forwarded-For, if there is one. */
  readonly forwarded: string | undefined;
}

/**
 * The network address of whoever called, behind proxies that are trusted: the nearest one that no trusted proxy has. What a
 * stranger writes into the header is believed no further than that.
 */
export function createCallerAddress(trustedProxies: readonly string[]): (called: Called) => string | null {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

  return ({ remote, forwarded }) => {
    let nearest = plain(remote);
    const hops = (forwarded ?? '').split(',').map(plain).reverse();
    for (const hop of hops) {
      if (nearest === null || !isTrusted(nearest) || hop === null) break;
      nearest = hop;
    }
    return nearest;
  };
}

/** IPv4 as itself, even where the socket speaks IPv6; null for what is no address. */
function plain(text: string | undefined): string | null {
  const address = (text ?? '').trim().replace(/^::ffff:(?=\d+\.)/, '');
  return isIP(address) === 0 ? null : address;
}
