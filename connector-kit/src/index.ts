export * from './define-connector.ts';
export * from './define-stream.ts';
export * from './errors.ts';
