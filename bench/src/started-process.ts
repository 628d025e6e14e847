import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the repository, from a source file as from the bundle. */
export const root = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the bench must be run inside the repository');
  return findRoot(parent);
}

export interface StartedProcess {
  readonly pid: number;
  /** Everything written so far, and the match for which `startNode` waited. */
  readonly output: () => string;
  readonly ready: RegExpExecArray;
  stop(): Promise<void>;
}

/** Starts Node and waits until its output matches. @throws Error with what it wrote, if it ends before that */
export async function startNode(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  until: RegExp,
): Promise<StartedProcess> {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = until.exec(output);
      if (match !== null) resolve(match);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`${words.join(' ')} ended early:\n${output}`)));
  });
  return { pid: child.pid ?? 0, output: () => output, ready, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** Runs Node to its end. @returns what it wrote @throws Error if it failed */
export function runNode(words: readonly string[], env: Readonly<Record<string, string>>, input = ''): Promise<string> {
  return runProgram(process.execPath, words, { env, input });
}

/** Runs a program to its end. @returns what it wrote @throws Error with what it wrote, if it failed or is not here */
export async function runProgram(
  program: string,
  words: readonly string[],
  { env = {}, input = '' }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<string> {
  const child = spawn(program, words, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stdin.end(input);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${[program, ...words].join(' ')} failed:\n${output}`);
  return output;
}
