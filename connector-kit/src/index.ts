export { capacitySnapshot, type ObservedCapacity } from './capacity-snapshot.ts';
export * from './define-connector.ts';
export * from './define-stream.ts';
export * from './errors.ts';
export type { EventIdForm } from './event-id-forms.ts';
export type {
  Answer,
  AnswerHead,
  Deadlines,
  GetOptions,
  HttpClient,
  HttpClientOptions,
  JsonAnswer,
  OpenAnswer,
  OpenOptions,
  Patience,
  RedirectAllowance,
} from './http/client-options.ts';
export { checkUrl, type HostRules, isLoopbackName, whyNotPublic } from './http/host-rules.ts';
export { createHttpClient } from './http/http-client.ts';
export { JsonList } from './http/json-list.ts';
export { type Arrived, unexpectedDocument } from './http/unexpected-document.ts';
export { JsonWriter } from './json-writer.ts';
export * from './kept-values.ts';
export { type FollowOptions, followPages, type LinkedPage } from './paging/follow-pages.ts';
export type { CountedEvent, EventTotals, PerformanceTotal, Totals } from './totals.ts';
