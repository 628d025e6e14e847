import { endsAsFullLoad } from '../against-full.ts';
import { noStreams, type Trap } from '../trap.ts';

const HOUR = 3_600_000;
/** What happens between two syncs: time passes, so many orders change, all over history or lately. */
const LIFE: readonly (readonly [hours: number, changes: number, scattered: boolean])[] = [
  [0.5, 3, false],
  [2, 12, true],
  [26, 0, false],
  [80, 30, true],
  [0.1, 1, true],
];

export const incrementalEqualsFull: Trap = {
  id: 'incremental-equals-full',
  says: 'what was read bit by bit, while orders changed, equals a full load',
  whyNot: noStreams,
  async run(lab) {
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    await ours.sync();
    for (const [hours, changes, scattered] of LIFE) {
      await box.advance(hours * HOUR);
      if (changes > 0) await box.change(changes, scattered);
      await ours.sync();
    }
    // Orders change while they are being read, too.
    await box.advance(HOUR);
    await ours.sync({ onRequest: (nth) => (nth === 4 ? box.change(5, true) : undefined) });
    return endsAsFullLoad(lab, box, ours);
  },
};
