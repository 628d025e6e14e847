import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What some processes and all their children have used. Null where there is no Linux /proc to read it from. */
export interface Usage {
  /** Memory of all together at its highest, each page counted once however many share it (PSS), in bytes. */
  readonly peakBytes: number;
  readonly cpuSeconds: number;
  /** Handed to the disk. */
  readonly writtenBytes: number;
}

export interface ProcessWatch {
  /** Looks once more and starts the highest anew from there. @returns what was used since the last mark */
  mark(): Promise<Usage | null>;
  stop(): void;
}

/** What was used, without the memory that was there before. */
export function aboveIdle(used: Usage | null, idle: Usage | null): Usage | null {
  return used === null || idle === null ? null : { ...used, peakBytes: used.peakBytes - idle.peakBytes };
}

const EVERY_MS = 200;
/** Of /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Watches processes from outside, so that ours and others are measured by the same eye. */
export function watchProcesses(roots: readonly number[]): ProcessWatch {
  const used = new Map<number, Spent>();
  let peakBytes = 0;
  let before: Spent = { cpuTicks: 0, writtenBytes: 0 };
  let isRunning = true;
  const look = async (): Promise<number> => {
    const family = await readFamily(roots);
    const sizes = await Promise.all(family.map(({ pid }) => readMemory(pid)));
    // What has ended keeps what it was last seen to have used.
    for (const { pid, cpuTicks } of family) used.set(pid, { cpuTicks, writtenBytes: await readWritten(pid) });
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    peakBytes = Math.max(peakBytes, bytes);
    return bytes;
  };
  const watching = (async () => {
    while (isRunning) {
      await look();
      await sleep(EVERY_MS, undefined, { ref: false });
    }
  })();
  watching.catch(() => undefined);
  return {
    async mark() {
      if (process.platform !== 'linux') return null;
      const now = await look();
      const all = [...used.values()];
      const total: Spent = {
        cpuTicks: all.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0),
        writtenBytes: all.reduce((sum, { writtenBytes }) => sum + writtenBytes, 0),
      };
      const usage = {
        peakBytes,
        cpuSeconds: (total.cpuTicks - before.cpuTicks) / TICKS_PER_SECOND,
        writtenBytes: total.writtenBytes - before.writtenBytes,
      };
      before = total;
      peakBytes = now;
      return usage;
    },
    stop: () => {
      isRunning = false;
    },
  };
}

interface Spent {
  readonly cpuTicks: number;
  readonly writtenBytes: number;
}

interface Relative {
  readonly pid: number;
  readonly parent: number;
  readonly cpuTicks: number;
}

async function readFamily(roots: readonly number[]): Promise<Relative[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(readStat))).filter((each) => each !== null);
  const known = new Set(roots);
  for (let size = -1; size !== known.size; ) {
    size = known.size;
    for (const { pid, parent } of all) if (known.has(parent)) known.add(pid);
  }
  return all.filter(({ pid }) => known.has(pid));
}

/** Null for a process that has just ended. */
async function readStat(pid: number): Promise<Relative | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The program's name, in brackets, may hold anything; numbers follow the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, parent: Number(fields[1]), cpuTicks: Number(fields[11]) + Number(fields[12]) };
}

async function readMemory(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}

async function readWritten(pid: number): Promise<number> {
  const io = await readFile(`/proc/${pid}/io`, 'utf8').catch(() => '');
  return Number(/^write_bytes: (\d+)$/m.exec(io)?.[1] ?? 0);
}
