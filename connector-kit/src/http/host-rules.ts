import ipaddr from 'ipaddr.js';
import { HostRefusedError } from '../errors.ts';

/** Which addresses a connection may call. */
export interface HostRules {
  /** True only in the demo and in tests: http and https to 127.0.0.0/8, ::1 and `localhost` are allowed too. */
  readonly allowLoopback: boolean;
  /**
   * Hosts of a vendor that may be called by plain http on its usual port: a name, or `*.` and a name for all that lie below it.
   * Data of a connector, never of a person or an answer; none where it is left out.
   */
  readonly plainHttp?: readonly string[];
  /** Asks DNS for all addresses of a name. Node's own by default; tests put theirs here. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

/** A name that only means something inside a network, or that a machine gives to itself. */
const PRIVATE_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)$/;
/** Azure answers its machines' questions about themselves from a public address. */
const METADATA = new Set(['168.63.129.16']);
const GLOBAL_UNICAST_V6 = ipaddr.parseCIDR('2000::/3');
const DOCUMENTATION_V6 = ipaddr.parseCIDR('3fff::/20');

/**
 * Checks an address before anything is sent to it. What its name resolves to is checked when the connection is made
 * (`guarded-connect.ts`), because only that is the address that is called.
 * @throws HostRefusedError
 */
export function checkUrl(text: string, rules: HostRules): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refused('it is not a web address');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(`${url.protocol} is not https`);
  if (url.username !== '' || url.password !== '') throw refused('it carries a user name or a password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host.endsWith('.')) throw refused('its name ends with a dot');
  if (ipaddr.isValid(host) && !isWrittenPlainly(text, url.hostname)) {
    throw refused('its number is not written in the usual form');
  }
  const loopback = rules.allowLoopback && isLoopbackName(host);
  if (url.protocol === 'http:' && !loopback && !(url.port === '' && isNamed(host, rules.plainHttp))) {
    throw refused('it is not https');
  }
  if (loopback) return url;
  if (ipaddr.isValid(host)) {
    const reason = whyNotPublic(host);
    if (reason !== null) throw refused(`it is ${reason}`);
  } else if (!host.includes('.') || PRIVATE_NAME.test(host)) {
    throw refused('it is a name inside a private network');
  }
  return url;
}

/** Whether a host is among those named: by its name, or as one below a name that begins with `*.`. */
export function isNamed(host: string, names: readonly string[] = []): boolean {
  return names.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name));
}

/** What makes an IP address one that must not be called, in words; null for a public address. */
export function whyNotPublic(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'not an IP address';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (METADATA.has(address)) return 'an address of the machine (metadata)';
  if (range !== 'unicast') return `not a public address (${RANGES[range] ?? range})`;
  if (parsed.kind() === 'ipv6') {
    const v6 = parsed as ipaddr.IPv6;
    if (!v6.match(GLOBAL_UNICAST_V6)) return 'not a public address (reserved)';
    if (v6.match(DOCUMENTATION_V6)) return 'not a public address (documentation)';
  }
  return null;
}

const RANGES: Readonly<Record<string, string>> = {
  private: 'private network',
  loopback: 'this machine',
  linkLocal: 'link-local or metadata',
  carrierGradeNat: 'carrier-grade NAT',
  uniqueLocal: 'private network',
  ipv4Mapped: 'IPv4 inside IPv6',
  rfc6052: 'NAT64',
  '6to4': '6to4',
};

/** Whether an address, or `localhost`, is this machine. */
export function isLoopbackName(host: string): boolean {
  if (host === 'localhost') return true;
  return ipaddr.isValid(host) && ipaddr.parse(host).range() === 'loopback';
}

/** `http://2130706433/` and `http://0x7f.1/` become 127.0.0.1 on parsing; nobody writes an honest address so. */
function isWrittenPlainly(text: string, hostname: string): boolean {
  const written = /^[a-z]+:\/\/(\[[^\]]*\]|[^/:?#\\]*)/i.exec(text.trim())?.[1];
  if (written === undefined) return false;
  return hostname.startsWith('[') ? written.startsWith('[') : written === hostname;
}

const THE_ADDRESS = 'The address';

/** The refusal. The address itself is left out: a redirect brings it from outside. */
export function refused(reason: string): HostRefusedError {
  return new HostRefusedError({
    code: 'host-refused',
    cause: `${THE_ADDRESS} is not one that may be called: ${reason}.`,
    whoActs: 'organisation',
    nextStep: 'Use the public https address of the box office, such as https://tickets.example.org.',
  });
}

/** The refusal of an address that nobody entered: an answer led there. */
export function refusedAfterRedirect({ fault }: HostRefusedError, title: string): HostRefusedError {
  return new HostRefusedError({
    ...fault,
    cause: fault.cause.replace(THE_ADDRESS, `The address that ${title} redirected to`),
    nextStep: 'Check the address in the connection: enter the one that a browser ends up at.',
  });
}
