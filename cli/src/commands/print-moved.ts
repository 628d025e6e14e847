import type { Connection } from '@illuminate/contract';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';

/** What has become of a connection. */
export function printMoved(terminal: Terminal, done: string, one: Connection, json: boolean | undefined): void {
  const { headline } = one;
  printResult(
    terminal,
    {
      json: one,
      blocks: [{ kind: 'line', text: `${done} ${one.name}. ${headline.icon} ${headline.word}: ${headline.sentence}` }],
    },
    json,
  );
}
