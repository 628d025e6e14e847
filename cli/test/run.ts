import { runCli } from '../src/run-cli.ts';
import type { Terminal } from '../src/terminal.ts';

interface Setting {
  readonly env?: Record<string, string>;
  readonly secret?: string;
  readonly isTerminal?: boolean;
  readonly colour?: boolean;
  /** Called each time the command waits; may interrupt it. */
  readonly whileWaiting?: (interrupt: () => void) => void;
}

/** Runs a command as in a pipe, and gives what it printed. */
export async function run(url: string, args: string[], setting: Setting = {}) {
  const chunks: Buffer[] = [];
  let err = '';
  let interrupt = () => {};
  const terminal: Terminal = {
    env: { ILLUMINATE_URL: url, ILLUMINATE_API_KEY: 'a-key', ...setting.env },
    isTerminal: setting.isTerminal ?? false,
    colour: setting.colour ?? false,
    width: 80,
    out: (text) => chunks.push(Buffer.from(text as string)),
    err: (text) => {
      err += text;
    },
    readSecret: async () => setting.secret ?? '',
    onInterrupt(stop) {
      interrupt = stop;
      return { [Symbol.dispose]() {} };
    },
    wait: async () => setting.whileWaiting?.(interrupt),
  };
  const code = await runCli(args, terminal);
  return { code, out: Buffer.concat(chunks).toString('utf8'), bytes: Buffer.concat(chunks), err };
}
