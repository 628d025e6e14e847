// Which process, on which boot of which machine: a pid alone is soon somebody else's.
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { uptime } from 'node:os';

export interface ProcessIdentity {
  pid: number;
  /** Differs after a reboot. */
  boot: string;
  /** Pids mean nothing outside their namespace (another container on the same folder). */
  namespace: string;
  /** Tells a reused pid apart; null where the system doesn't say. */
  started: string | null;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, boot: bootId(), namespace: pidNamespace(), started: startTime(process.pid) };
}

/** 'unknown' when the process, if there is one, can't be seen from here. */
export function livenessOf(other: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (other.namespace !== pidNamespace() || !sameBoot(other.boot, bootId())) return 'unknown';
  if (!pidExists(other.pid) || isZombie(other.pid)) return 'dead';
  const started = startTime(other.pid);
  return started !== null && other.started !== null && started !== other.started ? 'dead' : 'alive';
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // macOS, Windows: the moment of boot, which drifts by a little with every correction of the clock.
    return `booted:${Math.round(Date.now() / 1000 - uptime())}`;
  }
}

function sameBoot(a: string, b: string): boolean {
  if (a === b) return true;
  if (!a.startsWith('booted:') || !b.startsWith('booted:')) return false;
  return Math.abs(Number(a.slice(7)) - Number(b.slice(7))) < 60;
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (err) {
    // EPERM: it exists and belongs to somebody else.
    return (err as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Dead, and kept in the list until its parent asks: in a container that parent may never do so. */
function isZombie(pid: number): boolean {
  try {
    return process.platform === 'linux' && /^[ZX]/.test(statOf(pid)[0] ?? '');
  } catch {
    return false;
  }
}

/** What Linux tells of a process, from its state (field 3) on. The command before it is in brackets, and may hold some itself. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function startTime(pid: number): string | null {
  try {
    // Field 22.
    if (process.platform === 'linux') return statOf(pid).at(19) ?? null;
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
