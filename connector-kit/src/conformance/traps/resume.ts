import { compareStores } from '../against-full.ts';
import { differences, someOf } from '../compare.ts';
import { hasWay, type Lab, noStreams, type Trap } from '../trap.ts';

/** Stores that are filled at once. */
const AT_ONCE = 4;
/** A first sync of a tiny account should not need more; of one that does, so many places are tried, evenly spread. */
const PLACES = 60;

export const resumesAtEveryPage: Trap = {
  id: 'resumes-at-every-page',
  says: 'a first sync that is cut off at any request goes on and ends as if it had not been',
  whyNot: noStreams,
  async run(lab) {
    const box = await lab.boxOffice({ size: 'tiny' });
    const clean = await lab.connect(box);
    const whole = await clean.sync({ asked: true });
    const wrong = whole.complete ? [] : [`the sync to cut is not whole: ${JSON.stringify(whole)}`];
    wrong.push(...(await compareStores(lab, box, clean, clean)));
    const full = await clean.state();
    const places = placesIn(whole.requests);
    const cut = async (at: number): Promise<string[]> => {
      const ours = await lab.connect(box);
      const first = await ours.sync({ asked: true, cutOffAt: at });
      const found = first.complete ? ['it was not cut off'] : [...(await ours.brokenRules())];
      const again = await ours.sync({ asked: true });
      if (!again.complete) found.push(`the next sync is not whole: ${JSON.stringify(again)}`);
      found.push(...begunAfresh(lab, at, whole.requests, again.requests), ...(await ours.brokenRules()));
      found.push(...differences(await ours.state(), full, ['the tried store', 'a full load']));
      return found.map((each) => `cut off at request ${at} of ${whole.requests}: ${each}`);
    };
    for (let from = 0; from < places.length; from += AT_ONCE) {
      const found = await Promise.all(places.slice(from, from + AT_ONCE).map(cut));
      wrong.push(...found.flat());
    }
    return someOf(wrong);
  },
};

function placesIn(requests: number): number[] {
  const count = Math.min(requests, PLACES);
  return Array.from({ length: count }, (_, nth) => 1 + Math.round((nth * (requests - 1)) / Math.max(1, count - 1)));
}

/** History that has been loaded is not loaded again: cut off at the end, less must be left than there was. */
function begunAfresh({ connector }: Lab, at: number, whole: number, again: number): string[] {
  if (!hasWay(connector, 'window') || at < whole * 0.9 || again < whole) return [];
  return [`the next sync made ${again} requests, as if nothing had been read`];
}
