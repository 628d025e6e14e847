import { isNotHere, type TrialReject } from '../arrangement.ts';
import { differences, finish } from '../compare.ts';
import { noStreams, type Trap } from '../trap.ts';

export const replaysWhatItKept: Trap = {
  id: 'replays-what-it-kept',
  says: 'what is kept of the pages means the same as the pages did: a replay changes nothing, and refuses what was refused',
  whyNot: noStreams,
  async run(lab) {
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    await ours.sync();
    await box.advance(3_600_000);
    await box.change(20, true);
    const wrong = await finish(ours);
    const whole = await ours.state();
    const { ordersChanged, movements } = await ours.replay();
    if (ordersChanged + movements > 0) {
      wrong.push(
        `a replay wrote ${ordersChanged} orders and ${movements} movements, although nothing means anything else`,
      );
    }
    wrong.push(...differences(await ours.state(), whole, ['the store after a replay', 'the store before']));
    for (const name of ['changed-type', 'missing-field'] as const) {
      const wordings = lab.provider.faults[name];
      for (const fault of isNotHere(wordings) ? [] : wordings) {
        await box.exactFault({ ...fault, times: 6 });
        await box.advance(3_600_000);
        await box.change(10, true);
        await ours.sync({ asked: true });
        const before = (await ours.openRejects()).map(named).sort();
        await ours.replay();
        const after = (await ours.openRejects()).map(named).sort();
        const same = JSON.stringify(before) === JSON.stringify(after);
        if (!same)
          wrong.push(`${name} ${fault.value ?? ''}: refused ${before.join('; ')}; in a replay ${after.join('; ')}`);
        await box.heal();
      }
    }
    return [...wrong, ...(await finish(ours)), ...(await ours.brokenRules())];
  },
};

function named({ stream, reason, field }: TrialReject): string {
  return `${stream} ${field} ${reason}`;
}
