import type { Client, Output } from '@illuminate/contract';
import { createFinder } from '../privacy/find-texts.ts';
import { startNode } from '../support/start-process.ts';
import { program } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';

/** What an operator does and sees while something is wrong. */
export interface Operator {
  show(connection: string): Promise<Output<'showConnection'>>;
  /** Asks for a sync, and waits until it has ended, however that is. */
  sync(connection: string, withinMs?: number): Promise<Output<'showSync'>>;
  /** A command of `illuminate`, words separated by spaces. */
  command(line: string): Promise<{ readonly code: number | null; readonly output: string }>;
}

export function operatorOf(api: Client, data: string): Operator {
  return {
    show: (connection) => api.call('showConnection', { params: { connection } }),
    async sync(connection, withinMs = 90_000) {
      const { id } = await api.call('startSync', { params: { connection } });
      return until(`the sync of ${connection} ends`, withinMs, async () => {
        const sync = await api.call('showSync', { params: { sync: id } });
        return sync.endedAt !== null && sync;
      });
    },
    command: (line) => runCommand(data, line),
  };
}

/** Runs `illuminate` beside a data folder, to its end. */
export async function runCommand(
  data: string,
  line: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  const process = startNode([...program('illuminate', 'cli/src/main.ts'), ...line.split(' ')], {
    env: { ILLUMINATE_DATA: data, ...env },
  });
  const { code } = await process.ended;
  return { code, output: process.output() };
}

/** Which of these texts about people a server wrote. */
export function personalIn(output: string, personal: readonly string[]): string[] {
  return createFinder(personal)
    .find(Buffer.from(output))
    .map(({ text }) => text);
}
