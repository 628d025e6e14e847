import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread from its bundle, which the build puts beside the server's, or in development from its source.
 * @param source the URL of its TypeScript file
 */
export function startThread(bundle: string, source: URL, options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${bundle}.mjs`, import.meta.url), options);
  // Node 20 does not hand a process's loaders on to its threads, so the thread takes up tsx by itself.
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); })`;
  return new Worker(start, { ...options, eval: true });
}
