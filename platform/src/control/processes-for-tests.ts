// Test support: real processes, from a bundle that is made once, so that twenty of them start in a second.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles `entry` (a path from here) and returns the file to run. */
export async function bundleForTests(entry: string): Promise<string> {
  // Under the repository, so that what stays outside the bundle is found.
  const outfile = join(
    import.meta.dirname,
    `../../../.cache/for-tests-${process.pid}-${entry.replaceAll(/\W/g, '-')}.mjs`,
  );
  await build({
    entryPoints: [join(import.meta.dirname, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  return outfile;
}

export interface ProcessForTests {
  child: ChildProcess;
  /** Every line so far. */
  lines: string[];
  /** Resolves with the first line that begins so; rejects when the process ends without it. */
  said(beginning: string): Promise<string>;
  ended: Promise<{ code: number | null; signal: string | null }>;
}

export function startProcess(file: string, args: string[]): ProcessForTests {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const look of waiting) look();
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const said = (beginning: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const line = lines.find((candidate) => candidate.startsWith(beginning));
        if (line === undefined) return;
        waiting.delete(look);
        resolve(line);
      };
      waiting.add(look);
      look();
      void ended.then(({ code, signal }) => reject(new RangeError(`ended (${code ?? signal}) without "${beginning}"`)));
    });
  return { child, lines, said, ended };
}
