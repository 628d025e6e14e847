export { capacitySnapshot, type ObservedCapacity } from './capacity-snapshot.ts';
export * from './define-connector.ts';
export * from './define-stream.ts';
export * from './errors.ts';
export { checkUrl, type HostRules, isLoopbackName, whyNotPublic } from './http/host-rules.ts';
export {
  type Answer,
  type AnswerHead,
  createHttpClient,
  type Deadlines,
  type GetOptions,
  type HttpClient,
  type HttpClientOptions,
  type JsonAnswer,
  type OpenAnswer,
  type OpenOptions,
  type RedirectAllowance,
} from './http/http-client.ts';
export { type Arrived, unexpectedDocument } from './http/unexpected-document.ts';
export { type FollowOptions, followPages, type LinkedPage } from './paging/follow-pages.ts';
