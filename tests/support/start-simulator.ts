import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDoor, type SimulatorDoor } from './simulator-door.ts';
import { type StartedProcess, startNode } from './start-process.ts';

const root = join(import.meta.dirname, '..', '..');

/** Arguments for Node: the bundle where there is one, the sources through tsx otherwise. */
export function program(bundle: string, source: string): string[] {
  const built = join(root, 'dist', `${bundle}.mjs`);
  return existsSync(built) ? [built] : ['--import', 'tsx', join(root, source)];
}

export interface SimulatorOptions {
  /** Which box office; Spektrix where it is left out. */
  readonly provider?: 'spektrix' | 'ticketsolve';
  readonly seed?: number;
  readonly world?: 'demo' | 'generated';
  readonly clients?: number;
  readonly events?: number;
  readonly orders?: number;
  readonly years?: number;
  readonly zone?: string;
  readonly live?: number;
  /** The clock stands still at this instant (ISO), where history ends. */
  readonly until?: string;
  readonly allow?: readonly string[];
  readonly shows?: number;
  readonly performances?: number;
  readonly venues?: number;
  readonly generation?: 2018 | 2026;
}

export interface StartedSimulator extends AsyncDisposable {
  readonly door: SimulatorDoor;
  readonly process: StartedProcess;
}

/** Starts a box office as a process of its own, which ends with this one. */
export async function startSimulator({
  provider = 'spektrix',
  allow = [],
  ...options
}: SimulatorOptions = {}): Promise<StartedSimulator> {
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const process = startNode([
    ...program('simulate', 'simulators/src/main.ts'),
    provider,
    ...['--port', '0', '--exit-with-parent'],
    ...given,
    ...allow.flatMap((client) => ['--allow', client]),
  ]);
  const origin = await process.line(/simulator is ready: (http:\S+)/, 60_000);
  return {
    door: openDoor(origin),
    process,
    async [Symbol.asyncDispose]() {
      await process.stop();
    },
  };
}
