// What kind of thing an activity is, guessed from its title. Pure.
import type { ActivityKind, Artform } from '@illuminate/contract';
import { titleWords } from '../matching/title-words.ts';

export interface FilledIn {
  readonly kind: ActivityKind;
  readonly artform: Artform;
  readonly because: string;
}

/** The first that fits counts. */
const BY_WORDS: readonly (readonly [words: string, kind: ActivityKind, artform: Artform])[] = [
  ['workshop class masterclass course', 'workshop', 'combined-arts'],
  ['exhibition exhibit gallery', 'exhibition', 'visual-arts'],
  ['film cinema screening movie nt encore', 'screening', 'film'],
  ['online livestream stream demand home', 'digital', 'combined-arts'],
  ['festival fringe', 'festival', 'combined-arts'],
  ['talk lecture conversation debate author', 'other', 'talks'],
  ['opera tosca traviata carmen boheme', 'performance', 'opera'],
  ['ballet dance dancing swan nutcracker', 'performance', 'dance'],
  ['comedy comedian standup laughs', 'performance', 'comedy'],
  ['circus', 'performance', 'circus'],
  ['musical', 'performance', 'musical-theatre'],
  [
    'orchestra symphony concert quartet choir band jazz folk music gig sings songs philharmonic ceilidh',
    'performance',
    'music',
  ],
  ['poetry poems reading book', 'performance', 'literature'],
];

export interface EarlierActivity {
  readonly title: string;
  readonly kind: ActivityKind;
  readonly artform: Artform;
}

/** By an activity of the same title, by words of the title, or as most of the log is. */
export function fillIn(title: string, earlier: readonly EarlierActivity[]): FilledIn {
  const words = new Set(titleWords(title));
  const same = earlier.find((one) => titleWords(one.title).join(' ') === [...titleWords(title)].join(' '));
  if (same !== undefined) return { kind: same.kind, artform: same.artform, because: `as “${same.title}” before` };
  for (const [known, kind, artform] of BY_WORDS) {
    const word = known.split(' ').find((one) => words.has(one) || words.has(`${one}s`));
    if (word !== undefined) return { kind, artform, because: `by the word “${word}”` };
  }
  const counts = new Map<string, { count: number; of: EarlierActivity }>();
  for (const one of earlier) {
    const key = `${one.kind} ${one.artform}`;
    counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, of: one });
  }
  const most = [...counts.values()].sort((a, b) => b.count - a.count)[0]?.of;
  if (most !== undefined) return { kind: most.kind, artform: most.artform, because: 'as most of your log' };
  return { kind: 'performance', artform: 'theatre', because: 'nothing in the title tells; check it' };
}
