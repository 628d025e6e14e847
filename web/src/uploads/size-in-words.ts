import { localeOf } from '../ui/time.ts';

const KILO = 1000;

/** "340 kB", "12.4 MB": as a computer's own list of files says it. */
export function sizeInWords(bytes: number, language: string): string {
  const [unit, of] = bytes < KILO * KILO ? (['kilobyte', KILO] as const) : (['megabyte', KILO * KILO] as const);
  const amount = bytes / of;
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' && amount < 100 ? 1 : 0,
  }).format(unit === 'kilobyte' ? Math.max(1, Math.round(amount)) : amount);
}
