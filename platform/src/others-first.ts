import { setPriority } from 'node:os';

/** Below what answers people, above what nobody waits for. */
const BEHIND_THE_SERVER = 5;

/**
 * Lets the server's own thread, and others of the machine, have a processor before the thread that calls this: reading a big file
 * takes all that it can get for minutes, and pages are to open meanwhile. Linux knows a priority for each thread; elsewhere it would
 * be the whole process's.
 */
export function letOthersFirst(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, BEHIND_THE_SERVER);
  } catch {
    // Where it is not allowed the thread is as quick as the others.
  }
}
