// Which addresses this server answers under, and from which pages it may be called. Against DNS rebinding and forged requests.

export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: URL | null;
}

export interface RequestOrigin {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  /** Whether a cookie signs this request in, which a browser sends whoever asks it to. */
  readonly viaCookie: boolean;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** The values of `Host` that are this server's own. */
function ownHosts({ host, port, publicUrl }: Listening): Set<string> {
  const names = [...LOOPBACK_NAMES, host.includes(':') ? `[${host}]` : host];
  const hosts = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return new Set(publicUrl === null ? hosts : [...hosts, publicUrl.host]);
}

export function isLoopbackHost(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '') ?? '';
  return LOOPBACK_NAMES.includes(name);
}

function ownOrigins(listening: Listening): Set<string> {
  const hosts = [...ownHosts({ ...listening, publicUrl: null })].map((host) => `http://${host}`);
  return new Set(listening.publicUrl === null ? hosts : [...hosts, listening.publicUrl.origin]);
}

/** Why a request is not let in, in a sentence; null lets it in. */
export function whyForeign(listening: Listening, request: RequestOrigin): string | null {
  if (request.host === undefined || !ownHosts(listening).has(request.host.toLowerCase())) {
    return 'The request names another host than this server answers to.';
  }
  if (request.origin !== undefined && !ownOrigins(listening).has(request.origin.toLowerCase())) {
    return 'The request comes from a page of another site.';
  }
  if (SAFE_METHODS.has(request.method)) return null;
  const site = request.secFetchSite;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'The request comes from a page of another site.';
  }
  if (request.viaCookie && request.origin === undefined && site !== 'same-origin') {
    return 'The request does not tell which page it comes from.';
  }
  return null;
}
