/** Cookies of one client. Each goes back to the very host that set it, whatever the host asked for, and to no other. */
export interface CookieJar {
  /** The `cookie` header for an address; undefined if there is none to send. */
  headerFor(url: URL, now: number): string | undefined;
  /** Keeps what an answer set. */
  take(url: URL, setCookie: string | readonly string[] | undefined, now: number): void;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly secureOnly: boolean;
  /** Milliseconds; null until the client is closed. */
  readonly expiresAt: number | null;
}

const MOST_PER_HOST = 30;
const LONGEST = 4_096;
/** RFC 6265 §4.1.1, without control characters, which a header cannot carry. */
const PAIR = /^\s*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\s*=\s*([^\p{Cc};,]*?)\s*$/u;

/** `mayKeep` says of which hosts cookies are taken at all. They live in memory, as long as the client. */
export function createCookieJar(mayKeep: (host: string) => boolean): CookieJar {
  const jars = new Map<string, Map<string, Cookie>>();
  return {
    headerFor(url, now) {
      const pairs: string[] = [];
      for (const [key, cookie] of jars.get(url.host) ?? []) {
        if (cookie.expiresAt !== null && cookie.expiresAt <= now) jars.get(url.host)?.delete(key);
        else if (isForPath(cookie.path, url.pathname) && (!cookie.secureOnly || url.protocol === 'https:')) {
          pairs.push(`${cookie.name}=${cookie.value}`);
        }
      }
      return pairs.length === 0 ? undefined : pairs.join('; ');
    },
    take(url, setCookie, now) {
      if (setCookie === undefined || !mayKeep(url.hostname)) return;
      const jar = jars.get(url.host) ?? new Map<string, Cookie>();
      jars.set(url.host, jar);
      for (const line of typeof setCookie === 'string' ? [setCookie] : setCookie) {
        const cookie = parseCookie(line, url, now);
        if (cookie === null) continue;
        const key = `${cookie.name} ${cookie.path}`;
        jar.delete(key);
        if (cookie.expiresAt !== null && cookie.expiresAt <= now) continue;
        const [oldest] = jar.keys();
        if (jar.size >= MOST_PER_HOST && oldest !== undefined) jar.delete(oldest);
        jar.set(key, cookie);
      }
    },
  };
}

/** Domain is not looked at: a cookie for a whole domain would travel to other hosts. Null for what is no cookie. */
function parseCookie(line: string, url: URL, now: number): Cookie | null {
  if (line.length > LONGEST) return null;
  const [first = '', ...attributes] = line.split(';');
  const [, name, value] = PAIR.exec(first) ?? [];
  if (name === undefined || value === undefined) return null;
  let path = url.pathname.slice(0, Math.max(1, url.pathname.lastIndexOf('/')));
  let secureOnly = false;
  let expires: number | null = null;
  let maxAge: number | null = null;
  for (const attribute of attributes) {
    const [key = '', ...rest] = attribute.split('=');
    const text = rest.join('=').trim();
    switch (key.trim().toLowerCase()) {
      case 'path':
        if (text.startsWith('/')) path = text;
        break;
      case 'secure':
        secureOnly = true;
        break;
      case 'max-age':
        if (/^-?\d{1,12}$/.test(text)) maxAge = now + Number(text) * 1000;
        break;
      case 'expires':
        expires = Number.isNaN(Date.parse(text)) ? expires : Date.parse(text);
        break;
    }
  }
  return { name, value, path, secureOnly, expiresAt: maxAge ?? expires };
}

/** RFC 6265 §5.1.4. */
function isForPath(path: string, asked: string): boolean {
  return asked === path || (asked.startsWith(path) && (path.endsWith('/') || asked[path.length] === '/'));
}
