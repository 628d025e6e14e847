// Festivals: one activity each, and the events that the box office sells one by one, among others of the same days. Invented.
import type { InventedActivity, InventedEvent } from './invented-log.ts';

interface Inventing {
  readonly count: number;
  readonly firstDay: number;
  readonly days: number;
  readonly random: () => number;
  readonly addEvent: (name: string, venue: string, from: number, to: number) => InventedEvent;
  readonly addActivity: (title: string, place: string | null, from: number, to: number) => InventedActivity;
  readonly belong: (activity: InventedActivity, event: InventedEvent) => void;
}

const NAMES =
  'Word Fest,Harbour Folk Festival,Festival of Ideas,Big Screen Weekender,Tidal,Science and Song Festival'.split(',');
const WHO = 'Ada,Ben,Carys,Dilys,Emrys,Fergus,Grace,Huw,Ines,Jonah,Kit,Lowri,Mabli,Nia,Owain,Petra'.split(',');
const WHAT = 'in conversation,reads,and friends,opening night,late bar,for families,lunchtime set,closing night'.split(
  ',',
);

/** Each is on every year; about a tenth of the parts are logged by themselves too, and one in five festivals not at all. */
export function inventFestivals({ count, firstDay, days, random, addEvent, addActivity, belong }: Inventing): void {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  for (let festival = 0; festival < count; festival += 1) {
    const name = NAMES[festival % NAMES.length] ?? '';
    const from = firstDay + Math.floor(((festival + random() / 2) / count) * (days - 30));
    const to = from + 3 + Math.floor(random() * 8);
    const year = new Date(from * 86_400_000).getUTCFullYear();
    const short = `${name.replaceAll(/[^A-Z]/g, '')}${year % 100}`;
    const whole = random() < 0.8 ? addActivity(`${name} ${year}`, null, from, to) : null;
    for (let part = 0; part < 16; part += 1) {
      const what = `${WHO[part]} ${pick(WHAT)}`;
      const way = random();
      const title =
        way < 0.5 ? `${name}: ${what}` : way < 0.75 && short.length > 3 ? `${short} – ${what}` : `${name} ${what}`;
      const on = from + Math.floor(random() * (to - from + 1));
      const event = addEvent(title, 'Studio', on, on);
      if (random() < 0.1) belong(addActivity(title, 'Studio', on, on), event);
      else if (whole !== null) belong(whole, event);
    }
    // On the same days, with a word of it: no part.
    addEvent(`${name.split(' ')[0]} ${pick(WHO)}`, 'Guildhall', from, from);
    addEvent(`${pick(WHO)}: ${name} remembered`, 'Guildhall', to, to);
  }
}
