// What class a kind of ticket may be, from its name and its prices. A guess for a person to take or leave.
import type { TicketClass } from '@illuminate/contract';

export interface TicketTypeSeen {
  readonly name: string | null;
  readonly tickets: number;
  /** Minor units; null where there are no tickets. */
  readonly highest: number | null;
}

export interface ClassSuggestion {
  readonly class: TicketClass;
  readonly isConcession: boolean;
  readonly reason: string;
}

interface WordRule {
  readonly class: TicketClass;
  /** Looked for in the name without accents and in lower case. */
  readonly words: RegExp;
  readonly says: string;
  /** Whether a word of reduced prices beside it makes it a concession as well. */
  readonly orConcession?: true;
}

/** The first that fits holds: what is narrow comes before what is wide ("school group" is of a school). */
const RULES: readonly WordRule[] = [
  {
    class: 'access-companion',
    words: /\b(companion|carer|carers|essential companion|personal assistant|pa ticket|support worker)\b/,
    says: 'somebody who comes along to assist',
  },
  {
    class: 'school',
    words: /\b(school|schools|teacher|teachers|pupil|pupils|college group|education group)\b/,
    says: 'a school',
  },
  {
    class: 'staff',
    words: /\b(staff|house seats?|house use|company|cast|crew|volunteer|volunteers|usher|ushers|technical|duty)\b/,
    says: 'people of the house',
  },
  {
    class: 'comp',
    words: /\b(comp|comps|complimentary|press|papering|guest list|vip guest|guest of|competition winner)\b/,
    says: 'a complimentary ticket',
  },
  {
    class: 'group',
    words: /\b(group|groups|party of|\d+\s*\+|coach party)\b|\bgroup$/,
    says: 'a group',
    orConcession: true,
  },
  {
    class: 'offer',
    words: /\bfamily\b/,
    says: 'a price for several people',
  },
  {
    class: 'member',
    words:
      /\b(member|members|membership|friend|friends|patron|patrons|subscriber|subscribers|season ticket|season pass)\b/,
    says: 'a member',
    orConcession: true,
  },
  {
    class: 'concession',
    words:
      /\b(conc|concs|concession|concessions|concessionary|student|students|senior|seniors|oap|over 60s?|over 65s?|60\+|65\+|child|children|junior|juniors|kid|kids|under \d+s?|u1[0-9]|u2[0-9]|baby|babe in arms|toddler|young person|young people|youth|teen|teens|unwaged|jobseeker|universal credit|disabled|wheelchair|access|equity|low income|16 ?- ?25|carer's allowance)\b|\bage[ds]? \d/,
    says: 'a concession',
  },
  {
    class: 'free-event',
    words: /\b(free event|free entry|free admission|free ticket|free tickets|free)\b/,
    says: 'a free event',
  },
  {
    class: 'offer',
    words:
      /\b(offer|offers|early bird|earlybird|discount|discounted|promo|promotion|2 for 1|two for one|multibuy|multi-buy|saver|flash sale|last minute|rush|lottery|pay what you (can|want|decide|feel)|pwyc|pwyw|bundle)\b|\b\d+ ?%/,
    says: 'an offer',
  },
  {
    class: 'full',
    words:
      /\b(full|full price|standard|adult|adults|general|general admission|ga|regular|normal|public|single|premium|stalls|circle)\b/,
    says: 'the full price',
  },
];

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’`´]/g, "'")
    .replace(/[_/|,;:()[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a class is by its nature one of reduced prices for a kind of person. */
export const isConcessionByNature = (ticketClass: TicketClass): boolean => ticketClass === 'concession';

/** @returns null where nothing speaks for any class. */
export function suggestClass({ name, tickets, highest }: TicketTypeSeen): ClassSuggestion | null {
  const text = name === null ? '' : plain(name);
  const isReduced = RULES.find((rule) => rule.class === 'concession')?.words.test(text) ?? false;
  const rule = RULES.find(({ words }) => words.test(text));
  const allFree = tickets > 0 && highest === 0;
  // "Adult" of something that costs nobody anything is not the full price of anything.
  if (rule !== undefined && !(rule.class === 'full' && allFree)) {
    const [word = ''] = rule.words.exec(text) ?? [];
    return {
      class: rule.class,
      isConcession: isConcessionByNature(rule.class) || (rule.orConcession === true && isReduced),
      reason: `“${word}” in its name speaks of ${rule.says}.`,
    };
  }
  if (allFree) {
    return {
      class: 'free-event',
      isConcession: false,
      reason: 'None of these tickets cost anything. Choose Complimentary if others paid for the same performances.',
    };
  }
  return null;
}
