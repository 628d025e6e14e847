// Preloaded into servers that tests start: whatever becomes of the test, its end of our standard input closes, and we go too.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const leave = () => process.kill(process.pid, 'SIGKILL');
  process.stdin.on('end', leave).on('error', leave).resume();
  process.stdin.unref?.();
}
