import type { HostRules } from './host-rules.ts';
import type { RetryPolicy } from './retry.ts';

/** What is left out is as usual. */
export interface Patience {
  readonly deadlines?: Partial<Deadlines>;
  readonly retry?: Partial<RetryPolicy>;
}

export interface HttpClientOptions extends Patience {
  /** The box office's name, for messages. */
  readonly title: string;
  /** Paths are resolved against it. */
  readonly baseUrl: string;
  readonly hostRules: HostRules;
  /** Requests at once. */
  readonly concurrency: number;
  /** At most so many requests in any span of so many milliseconds, retries included. */
  readonly budget?: { readonly requests: number; readonly perMs: number };
  /** The biggest body, packed or unpacked. */
  readonly maxBytes?: number;
  readonly userAgent?: string;
  readonly redirects?: RedirectAllowance;
  /** Called once per request made, retries and redirects included. */
  readonly onRequest?: () => void;
}

/**
 * What redirects may do beyond the usual, for a vendor with a waiting room in front of its pages. With it, an answer counts only
 * if the redirects led back to the box office's own address.
 */
export interface RedirectAllowance {
  /** As `HostRules.plainHttp`: redirects may lead there by plain http, and cookies are kept for these hosts and the box office's. */
  readonly vendorHosts: readonly string[];
  /** Redirects in a row. */
  readonly most: number;
}

export interface Deadlines {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly bodyMs: number;
}

export interface GetOptions {
  readonly signal: AbortSignal;
  /** How the path is called in messages: a template without ids (`customers/{id}`) and without query. */
  readonly route: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The content type that is wanted; JSON where it is left out. */
  readonly accept?: string;
  /** At most so many tries, where that is fewer than the client's policy says. */
  readonly tries?: number;
  /** Headers that prove who we are. Asked for again at every try, and never for another origin. `now` is our clock. */
  readonly sign?: (url: string, now: number) => Readonly<Record<string, string>>;
  /** Asked once, at the first 401: true tries again at once. */
  readonly onUnauthorised?: (answer: AnswerHead) => boolean;
  /** False throws a timeout at once, for callers who would rather ask for less. */
  readonly retryTimeouts?: boolean;
  /**
   * Settles when the caller is about to take the answer. Until then a body that has come is kept as bytes: whoever asks ahead would
   * hold many times as much as objects.
   */
  readonly turn?: Promise<void>;
  /** A list is left as it came, and its elements are made as somebody goes through them: `data` is a `JsonList` then. */
  readonly inPieces?: boolean;
  /** The biggest body, packed or unpacked, where that is less than the client's bound. */
  readonly maxBytes?: number;
}

export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Our clock when the request that was answered began. */
  readonly requestedAt: number;
  /** The box office's clock, from its `Date` header. */
  readonly serverDate: number | null;
}

export interface Answer extends AnswerHead {
  readonly body: Buffer;
}

export interface JsonAnswer extends AnswerHead {
  readonly data: unknown;
}

export interface OpenOptions extends GetOptions {
  /** The `tag` of an earlier answer: the box office may say that nothing has changed since. */
  readonly ifNoneMatch?: string | null;
}

/** An answer whose body is read piece by piece. */
export interface OpenAnswer extends AnswerHead {
  readonly contentType: string;
  /** True where the box office says that nothing has changed; there is no body then. */
  readonly notModified: boolean;
  /** What the box office calls this state of the document (its ETag, weak or strong, as it came); null if it does not. */
  readonly tag: string | null;
  /** Once. It ends by itself; a reader that stops early ends it too. @throws ConnectorError where it is cut, too big or too slow */
  readonly body: AsyncIterable<Buffer>;
}

export interface HttpClient {
  /** The address that a path stands for. */
  urlOf(path: string): string;
  /** Any answer but a temporary failure, whatever its status. @throws ConnectorError */
  get(path: string, options: GetOptions): Promise<Answer>;
  /** The value of a successful JSON answer. @throws ConnectorError */
  getJson(path: string, options: GetOptions): Promise<JsonAnswer>;
  /**
   * A successful answer, or one that says that nothing has changed, as soon as its body begins. A web page in its place is refused.
   * @throws ConnectorError
   */
  open(path: string, options: OpenOptions): Promise<OpenAnswer>;
  close(): Promise<void>;
}
