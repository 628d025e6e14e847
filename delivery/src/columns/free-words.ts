import { DeliveryFault } from '../fault.ts';
import { withoutAccents } from './headers-abroad.ts';
import { normalHeader } from './normal-header.ts';

/** What people write where nothing was to be paid; “n/a” and “tbc” say that nobody knows. */
const WORDS = new Set(
  [
    'free|free entry|free admission|free of charge|foc|f.o.c.|no charge|n/c|nc|nil|zero|comp|comp.|comps|complimentary|guest|invitation',
    'gratis|frei|freikarte|freier eintritt|kostenlos|umsonst|eintritt frei|vrij|vrije toegang|vrijkaart|nihil',
    'gratuit|gratuite|entree libre|exonere|exoneree|offert|offerte|invite|invitee',
    'gratuito|gratuita|libre|entrada libre|invitacion|cortesia|omaggio|ingresso libero|ingresso gratuito',
    'am ddim|rhad ac am ddim|rhad',
  ].flatMap((words) => words.split('|')),
);
/** How accounts write nothing. */
const DASH = /^[£€¤$]?\s?[-–—−]$/;
const LONGEST = 30;

/** Whether an amount that is written so says that nothing was paid. */
export function isFree(written: string): boolean {
  if (/\d/.test(written) || written.length > LONGEST) return false;
  const text = written.trim();
  return DASH.test(text) || WORDS.has(plain(text));
}

const plain = (text: string): string => withoutAccents(normalHeader(text)).replaceAll(/^[([]|[)\]!]$/g, '');

/** Counts amounts that are words, to be told once for a column and not for each of its lines. */
export function createFreeWords() {
  const columns = new Map<string, Map<string, number>>();
  return {
    /** @returns what was paid */
    take(header: string, written: string): string {
      const words = columns.get(header) ?? new Map<string, number>();
      columns.set(header, words);
      const text = written.trim();
      const word = DASH.test(text) ? '-' : plain(text);
      words.set(word, (words.get(word) ?? 0) + 1);
      return '0';
    },
    said: (): DeliveryFault[] =>
      [...columns].map(([header, words]) => {
        const often = [...words].sort((one, other) => other[1] - one[1]);
        const times = often.reduce((sum, [, count]) => sum + count, 0);
        const list = often.map(([word, count]) => `“${word}” (${count.toLocaleString('en-GB')})`).join(', ');
        return new DeliveryFault({
          code: 'record-invalid',
          what: `${times === 1 ? 'An amount' : `${times.toLocaleString('en-GB')} amounts`} of ${header} ${times === 1 ? 'is a word or a dash' : 'are words or dashes'}, read as 0: ${list}.`,
          nextStep: 'Nothing has to be done, unless something was paid there: then write the amount.',
          field: header,
        });
      }),
  };
}
