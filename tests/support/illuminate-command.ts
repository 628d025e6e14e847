import { startNode } from './start-process.ts';
import { program } from './start-simulator.ts';

/** A command, as somebody on this machine types it. */
export async function illuminate(
  data: string,
  ...words: string[]
): Promise<{ readonly code: number | null; readonly output: string }> {
  const process = startNode([...program('illuminate', 'cli/src/main.ts'), ...words], {
    // With what the server in tests is started with.
    env: { ILLUMINATE_DATA: data, ILLUMINATE_ALLOW_LOOPBACK: 'on' },
  });
  const { code } = await process.ended;
  return { code, output: process.output() };
}
