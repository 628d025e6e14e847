// Test support, run as a process: takes the lock of a file at a given moment and holds it until its input ends.
import { systemClock } from '../clock.ts';
import { acquireFolderLock, LockHeld } from './folder-lock.ts';

const [path = '', at = '0', then = 'release'] = process.argv.slice(2);
while (Date.now() < Number(at)) {
  // All of them at the same millisecond.
}
try {
  const lock = await acquireFolderLock(path, systemClock);
  process.stdout.write('held\n');
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once('end', resolve));
  if (then === 'release') lock.release();
  process.exit(0);
} catch (err) {
  if (!(err instanceof LockHeld)) throw err;
  process.stdout.write('refused\n');
  process.exit(0);
}
