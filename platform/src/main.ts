// The process: settings in, lines for people out, signals, and how it ends.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import process, { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Config } from './config/config.ts';
import { readConfig } from './config/env.ts';
import { START_REFUSED_EXIT_CODE, StartRefused } from './config/start-refused.ts';
import { doctorOffline } from './doctor/doctor-command.ts';
import { createLogger, type Logger } from './logger.ts';
import { machineFaultOf } from './machine-fault.ts';
import { runOperatorCommand } from './operator-commands.ts';
import { type Platform, startPlatform } from './start-platform.ts';

const STOP_MS = 9_500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Beside the bundle that this is, or where the build puts it when this is a source. */
function webFolder(): string | null {
  const folders = ['./web', '../../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return folders.find((folder) => existsSync(`${folder}/index.html`)) ?? null;
}

async function serveUntilStopped(config: Config, log: Logger): Promise<void> {
  let platform: Platform | null = null;
  let stopping = false;
  const stop = async (): Promise<void> => {
    // A second signal means that somebody does not want to wait.
    if (stopping) process.exit(130);
    stopping = true;
    if (platform === null) process.exit(0);
    say('Stopping …');
    setTimeout(() => {
      log.error('stopping took too long, so it was cut short; what was committed is safe');
      process.exit(1);
    }, STOP_MS).unref();
    await platform[Symbol.asyncDispose]();
    process.exit(0);
  };
  const onSignal = (): void => {
    stop().catch((err: unknown) => die(log, err, 'Illuminate did not stop cleanly'));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  platform = await startPlatform({ config, log, webFolder: webFolder(), say, onFolderLost: () => endAtOnce(config) });
  say(`Illuminate is ready: ${platform.address}`);
}

/**
 * Another process took this one for dead while it was halted, and works on its folder. Whatever is closed in order now is
 * written into files that are that process's: so nothing is.
 */
function endAtOnce(config: Config): void {
  complain(
    `Another Illuminate has taken the data folder ${config.dataFolder} while this one was halted, so this one ends at once. Nothing has to be done: the other one goes on.`,
  );
  process.kill(process.pid, 'SIGKILL');
}

function die(log: Logger, err: unknown, what: string): never {
  if (err instanceof StartRefused) {
    complain(err.message);
    process.exit(START_REFUSED_EXIT_CODE);
  }
  const machine = machineFaultOf(err);
  if (machine !== null) {
    log.fatal({ err }, what);
    complain(`${what}: ${machine.cause} ${machine.nextStep}`);
    process.exit(1);
  }
  const reference = randomUUID().slice(0, 8);
  log.fatal({ err, reference }, what);
  complain(`${what}; the log has the cause under ${reference}.`);
  process.exit(1);
}

let log = createLogger({ level: 'info' });
process.on('uncaughtException', (err) => die(log, err, 'Illuminate came upon an error it did not expect'));
process.on('unhandledRejection', (err) => die(log, err, 'Illuminate came upon an error it did not expect'));
try {
  const [, , command, ...args] = argv;
  if (command === 'doctor') {
    // What is wrong with the settings is one of its findings.
    const report = await doctorOffline({
      readConfig: () => readConfig(env),
      log,
      thorough: args.includes('--thorough'),
    });
    await new Promise((written) => process.stdout.write(`${JSON.stringify(report)}\n`, written));
    process.exit(0);
  }
  const config = readConfig(env);
  log = createLogger({ level: config.logLevel });
  if (command === undefined) await serveUntilStopped(config, log);
  else process.exitCode = await runOperatorCommand({ command, args, config, log, say });
} catch (err) {
  die(log, err, 'Illuminate could not start');
}
