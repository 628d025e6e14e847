import type { ReadStream } from 'node:tty';
import { UsageError } from './errors.ts';

/** Where a command writes and reads. Results go to `out`, everything about them to `err`. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  readonly colour: boolean;
  readonly width: number;
  readonly out: (text: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  /** The secret that a person types unseen, or that a program pipes in. */
  readonly readSecret: (label: string) => Promise<string>;
  /** Calls `stop` on Ctrl-C, until disposed. */
  readonly onInterrupt: (stop: () => void) => Disposable;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const withoutLastNewline = (text: string): string => text.replace(/\r?\n$/, '');

async function readPiped(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return withoutLastNewline(Buffer.concat(chunks).toString('utf8'));
}

/** Reads a line without showing it. */
function readUnseen(stdin: ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = () => {
      stdin.off('data', read);
      stdin.setRawMode(false);
      stdin.pause();
      process.stderr.write('\n');
    };
    const read = (chunk: Buffer) => {
      for (const char of chunk.toString('utf8')) {
        if (char === '\r' || char === '\n') {
          end();
          resolve(typed);
          return;
        }
        if (char === '\u0003' || char === '\u0004') {
          end();
          reject(new UsageError('No secret was given.'));
          return;
        }
        typed = char === '\u007f' ? typed.slice(0, -1) : typed + char;
      }
    };
    stdin.setRawMode(true);
    stdin.resume();
    stdin.on('data', read);
  });
}

/** The terminal or pipe that this process was started in. */
export function processTerminal(): Terminal {
  const isTerminal = process.stdout.isTTY === true;
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', (err: NodeJS.ErrnoException) => {
    if (err.code === 'EPIPE') process.exit(0);
    throw err;
  });
  return {
    env: process.env,
    isTerminal,
    colour: isTerminal && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb',
    width: process.stdout.columns || 80,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    async readSecret(label) {
      const { stdin } = process;
      if (stdin.isTTY) process.stderr.write(`${label}: `);
      const secret = stdin.isTTY ? await readUnseen(stdin) : await readPiped();
      if (secret === '') throw new UsageError('The secret on standard input is empty.');
      return secret;
    },
    onInterrupt(stop) {
      process.on('SIGINT', stop);
      return { [Symbol.dispose]: () => void process.off('SIGINT', stop) };
    },
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}
