export * from './define-connector.ts';
export * from './define-stream.ts';
export * from './errors.ts';
export * from './http/host-rules.ts';
export * from './http/http-client.ts';
export * from './paging/follow-pages.ts';
