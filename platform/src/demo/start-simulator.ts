import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../logger.ts';

export interface Simulator {
  /** Such as http://127.0.0.1:4320; the same after a restart. */
  readonly address: string;
  stop(): Promise<void>;
}

export interface StartSimulator {
  readonly provider: string;
  /** 0 picks a free one, which is kept from then on. */
  readonly port: number;
  /** Where the simulator keeps its toggles. */
  readonly stateFile: string;
  /** What it is told besides, such as whose toggles are on at the very first start. */
  readonly words: readonly string[];
  readonly log: Logger;
  /** Called when it died and answers again. */
  readonly onRestart?: () => void;
}

const READY = / is ready: (http:\/\/\S+)$/;
const READY_MS = 60_000;
const RESTART_AFTER_MS = 1_000;
const STOP_MS = 2_000;

/**
 * Starts a simulator as a process of its own, and again if it dies. Its standard input and an IPC channel are ours: both close
 * when we are gone, however we died, and it leaves then.
 */
export async function startSimulator(options: StartSimulator): Promise<Simulator> {
  let stopping = false;
  let child: ChildProcess | null = null;
  let port = options.port;
  let hasBeenReady = false;

  const begin = async (): Promise<string> => {
    const started = spawnSimulator({ ...options, port });
    child = started;
    started.once('exit', (code) => {
      // One that never began, for want of its port say, is not to come up later behind somebody's back.
      if (stopping || !hasBeenReady || child !== started) return;
      options.log.warn({ provider: options.provider, code }, 'a simulator died; it is started again');
      setTimeout(() => {
        if (stopping) return;
        begin().then(
          () => options.onRestart?.(),
          (err) => options.log.error({ err }, 'a simulator could not be started again'),
        );
      }, RESTART_AFTER_MS);
    });
    return whenReady(started);
  };
  const address = await begin();
  hasBeenReady = true;
  port = Number(new URL(address).port);
  return {
    address,
    async stop() {
      stopping = true;
      const last = child;
      if (last === null || last.exitCode !== null || last.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => last.once('exit', () => resolve()));
      last.kill('SIGTERM');
      const timer = setTimeout(() => last.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function spawnSimulator({ provider, port, stateFile, words }: StartSimulator): ChildProcess {
  const args = [
    provider,
    ...['--world', 'demo', '--port', String(port), '--state', stateFile, '--exit-with-parent'],
    ...words,
  ];
  const { command, before } = simulatorProgram();
  return spawn(command, [...before, ...args], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
}

/** Beside the bundle that we are, or the sources when we are sources ourselves. */
function simulatorProgram(): { command: string; before: string[] } {
  const bundled = fileURLToPath(new URL('./simulate.mjs', import.meta.url));
  if (existsSync(bundled)) return { command: process.execPath, before: [bundled] };
  const source = fileURLToPath(new URL('../../../simulators/src/main.ts', import.meta.url));
  return { command: process.execPath, before: ['--import', 'tsx', source] };
}

function whenReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new TypeError('the simulator was started with a pipe');
    const lines = createInterface({ input: child.stdout });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('the simulator did not become ready'));
    }, READY_MS);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
    };
    lines.on('line', (line) => {
      const address = READY.exec(line)?.[1];
      if (address !== undefined) end(() => resolve(address));
    });
    child.once('error', (err) => end(() => reject(err)));
    child.once('exit', (code) =>
      end(() => reject(new Error(`the simulator ended with code ${code} before it was ready`))),
    );
  });
}
