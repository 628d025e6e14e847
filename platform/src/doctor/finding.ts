import type { Finding } from '@illuminate/contract';

type About = Pick<Finding, 'check' | 'subject'>;

/** As it should be; `detail` says how it is. */
export const well = (about: About, detail: string): Finding => ({ ...about, level: 'ok', detail, nextStep: null });

/** Worth knowing, and nothing is wrong. */
export const note = (about: About, detail: string, nextStep: string | null = null): Finding => ({
  ...about,
  level: 'note',
  detail,
  nextStep,
});

/** It works, and should be looked at before it does not. */
export const warning = (about: About, detail: string, nextStep: string): Finding => ({
  ...about,
  level: 'warning',
  detail,
  nextStep,
});

/** Something does not work. */
export const problem = (about: About, detail: string, nextStep: string): Finding => ({
  ...about,
  level: 'problem',
  detail,
  nextStep,
});

/** "1.2 GB". */
export function sayBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${(bytes / 1e6).toFixed(bytes >= 1e7 ? 0 : 1)} MB`;
}

/** "3 days", "5 h", "12 min". */
export function saySpan(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
