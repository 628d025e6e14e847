import { expect, test } from 'vitest';
import { listen } from './listen.ts';

test('a port is taken before there is anything to answer with, and says so until there is', async () => {
  const server = await listen({ host: '127.0.0.1', port: 0 });
  const ask = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  try {
    await expect(listen({ host: '127.0.0.1', port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await ask('/readyz')).status).toBe(503);
    expect((await ask('/healthz')).status).toBe(200);
    const early = await ask('/api/v1/status');
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await early.json()).toMatchObject({ code: 'not-ready', nextStep: 'Try again in a few seconds.' });
    server.answerWith(() => new Response('here'));
    expect(await (await ask('/readyz')).text()).toBe('here');
    server.answerWith(null);
    expect((await ask('/')).status).toBe(503);
  } finally {
    await server.close();
    await server.close();
  }
});
