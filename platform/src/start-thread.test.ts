import { once } from 'node:events';
import { expect, test } from 'vitest';

test('in development a thread is read from its source, imports and all', async () => {
  // By its address: what other tests import by a path is the stand-in that starts bundles.
  const { startThread } = (await import(
    new URL('start-thread.ts', import.meta.url).href
  )) as typeof import('./start-thread.ts');
  const worker = startThread('no-such-bundle', new URL('./uploads/upload-worker.ts', import.meta.url), { env: {} });
  try {
    worker.postMessage({ kind: 'propose' });
    expect(await once(worker, 'message')).toMatchObject([{ type: 'failed' }]);
  } finally {
    await worker.terminate();
  }
});
