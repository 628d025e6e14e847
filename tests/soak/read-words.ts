import { parseArgs } from 'node:util';

export interface SoakWords {
  readonly kills: number;
  readonly seed: number;
  /** Lives side by side. */
  readonly atOnce: number;
  /** After how many nothing is killed any more; null: never. */
  readonly minutes: number | null;
  /** One life alone, to repeat what went wrong in it. */
  readonly only: number | null;
}

export const USAGE =
  'Usage: npm run soak -- [--kills N] [--seed S] [--at-once L] [--minutes M] [--only LIFE]   (whole numbers above 0; 100, 1, 2)';

/** What was asked for on the command line; null where it cannot be read. */
export function readWords(args: readonly string[]): SoakWords | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kills: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        'at-once': { type: 'string', default: '2' },
        minutes: { type: 'string' },
        only: { type: 'string' },
      },
    });
    // A life is called by its seed and three digits more.
    const number = (text: string, digits = 9): number =>
      /^[1-9]\d*$/.test(text) && text.length <= digits ? Number(text) : Number.NaN;
    const [kills, seed, atOnce] = [number(values.kills), number(values.seed), number(values['at-once'])];
    const optional = (text: string | undefined, digits?: number): number | null =>
      text === undefined ? null : number(text, digits);
    const [minutes, only] = [optional(values.minutes), optional(values.only, 12)];
    if ([kills, seed, atOnce, minutes ?? 1, only ?? 1].some(Number.isNaN)) return null;
    return { kills, seed, atOnce, minutes, only };
  } catch {
    return null;
  }
}
