import { exitWithParent } from './exit-with-parent.ts';
import { SIMULATORS } from './simulators.ts';

const [name = '--help', ...words] = process.argv.slice(2);
const simulator = SIMULATORS[name];
const announce = (line: string): void => void process.stdout.write(`${line}\n`);
// Whoever read our lines is gone; that is no reason to fall over.
process.stdout.on('error', () => undefined);

function sayWhy(err: unknown): string {
  if (!(err instanceof Error)) return String(err);
  const { code, port } = err as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE' ? `Port ${port} is in use by another program.` : err.message;
}

if (!simulator) {
  const names = Object.keys(SIMULATORS).join(', ');
  const wanted = name === '--help' || name === '-h';
  announce(
    wanted
      ? `simulate NAME [options]. NAME is one of: ${names}. NAME --help shows its options.`
      : `There is no simulator called "${name}". There are: ${names}.`,
  );
  process.exit(wanted ? 0 : 2);
}
if (words.includes('--help') || words.includes('-h')) {
  announce(simulator.help());
  process.exit(0);
}
if (words.includes('--exit-with-parent')) exitWithParent();
try {
  const running = await simulator.start(words, announce);
  announce(`${simulator.title} simulator is ready: ${running.origin}`);
  const stop = (): void => void running.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (err) {
  process.stderr.write(`${sayWhy(err)}\n`);
  process.exit(2);
}
