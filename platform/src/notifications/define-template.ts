import { z } from 'zod';
import type { Letter } from './letter.ts';

/** A kind of mail: what it is filled with, what it says, and for how long that is worth reading. */
export interface Template<Filling extends z.ZodType = z.ZodType> {
  readonly filling: Filling;
  readonly write: (filling: z.output<Filling>) => Letter;
  /** After so many hours it is not sent any more, such as a link that no longer opens anything. */
  readonly hours: number;
  /** True where whoever has the mail can do something with it that its reader alone may. */
  readonly opens?: boolean;
}

export const defineTemplate = <Filling extends z.ZodType>(template: Template<Filling>): Template<Filling> => template;

/** Where a link leads: a path of ours, never another site's. */
export const path = z.string().regex(/^\/(?![/\\])[^\s\p{C}\\]*$/u, 'a path that begins with one slash');
export const words = z.string().trim().min(1).max(2_000);
export const instant = z.iso.datetime();

/** "3 May 2026, 14:05 (Europe/London)" */
export function sayWhen(at: string, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${format.format(new Date(at)).replace(' at ', ', ')} (${zone})`;
}

/** "3 May 2026" of "2026-05-03" */
export function sayDay(day: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
