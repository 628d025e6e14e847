import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runProgram } from '../started-process.ts';

/** A virtual environment with exactly the packages of a requirements file. */
export interface PythonRoom {
  /** The path of one of its programs, such as `python`. */
  program(name: string): string;
}

/** Why a peer cannot be measured here; its line stays open. */
export class PeerAbsent extends Error {
  override readonly name = 'PeerAbsent';
}

/** The folder of what is written in Python. */
export const PEERS = join(root, 'bench', 'peers');
const ROOMS = join(root, '.cache', 'bench-peers');

/**
 * Makes the room where there is none for these very requirements yet, in a folder that Git ignores.
 * @throws PeerAbsent if there is no Python, or the packages cannot be installed
 */
export async function pythonRoom(requirements: string, say: (line: string) => void): Promise<PythonRoom> {
  const version = await runProgram('python3', ['--version']).catch(() => {
    throw new PeerAbsent('Python is not here (python3 --version fails)');
  });
  const file = join(PEERS, requirements);
  const hash = createHash('sha256')
    .update(version)
    .update(await readFile(file))
    .digest('hex');
  const room = join(ROOMS, hash.slice(0, 16));
  if (!existsSync(room)) {
    say(`installing ${requirements} into a virtual environment …`);
    await install(room, file);
  }
  return { program: (name) => join(room, 'bin', name) };
}

async function install(room: string, file: string): Promise<void> {
  await mkdir(ROOMS, { recursive: true });
  await rm(room, { recursive: true, force: true });
  try {
    await runProgram('python3', ['-m', 'venv', room]);
    const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', file];
    await runProgram(join(room, 'bin', 'python'), words);
  } catch (err) {
    // A room that is half furnished must not be found by the next run.
    await rm(room, { recursive: true, force: true });
    const lines = (err instanceof Error ? err.message : '').trim().split('\n');
    throw new PeerAbsent(`its packages cannot be installed (${lines.at(-1) ?? ''})`);
  }
}
