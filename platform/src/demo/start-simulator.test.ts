import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { silentLogger } from '../logger.ts';
import { startSimulator } from './start-simulator.ts';

test('a simulator that found its port taken does not come up there later', async () => {
  const rival = createServer().listen(0, '127.0.0.1');
  await once(rival, 'listening');
  const { port } = rival.address() as AddressInfo;
  const stateFile = join(tmpdir(), `simulator-${port}.json`);
  const options = { provider: 'spektrix', port, stateFile, words: [], log: silentLogger };
  await expect(startSimulator(options)).rejects.toThrow('before it was ready');
  rival.close();
  await once(rival, 'close');
  // Longer than a simulator that died is waited for, and than one takes to begin.
  for (let waited = 0; waited < 4_000; waited += 500) {
    await sleep(500);
    const again = createServer().listen(port, '127.0.0.1');
    await once(again, 'listening');
    again.close();
    await once(again, 'close');
  }
});
