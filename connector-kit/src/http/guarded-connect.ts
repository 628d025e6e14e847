import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { checkUrl, type HostRules, isLoopbackName, refused, whyNotPublic } from './host-rules.ts';

/**
 * Makes connections to allowed addresses only. The name is resolved here, and the connection goes to the very addresses that
 * were checked, so that a name cannot mean one thing when it is checked and another when it is called.
 */
export function guardedConnect(rules: HostRules, connectMs: number): buildConnector.connector {
  const resolve = rules.resolve ?? resolveAll;
  const check: LookupFunction = (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const reason = whyRefused(hostname, addresses, rules);
        const [first] = addresses;
        if (reason !== null || first === undefined) callback(refused(reason ?? 'its name leads nowhere'), '', 0);
        else if (options.all === true) {
          callback(
            null,
            addresses.map((address) => ({ address, family: isIP(address) })),
          );
        } else callback(null, first, isIP(first));
      },
      (err: NodeJS.ErrnoException) => callback(err, '', 0),
    );
  };
  const connect = buildConnector({ lookup: check, timeout: connectMs, allowH2: false, rejectUnauthorized: true });
  return (options, callback) => {
    const host = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname;
    try {
      // A number is never looked up, so it is checked here as well.
      checkUrl(`${options.protocol}//${host}`, rules);
    } catch (err) {
      callback(err as Error, null);
      return;
    }
    connect(options, callback);
  };
}

function whyRefused(hostname: string, addresses: readonly string[], rules: HostRules): string | null {
  const loopback = rules.allowLoopback && isLoopbackName(hostname);
  for (const address of addresses) {
    if (loopback) {
      if (!isLoopbackName(address)) return 'its name should lead to this machine, and does not';
      continue;
    }
    const reason = whyNotPublic(address);
    if (reason !== null) return `its name leads to an address that is ${reason}`;
  }
  return null;
}

async function resolveAll(hostname: string): Promise<readonly string[]> {
  const answers = await lookup(hostname, { all: true });
  return answers.map(({ address }) => address);
}
