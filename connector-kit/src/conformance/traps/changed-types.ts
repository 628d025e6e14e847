import { isNotHere, type TrialReject } from '../arrangement.ts';
import { differences, finish } from '../compare.ts';
import { noStreams, type Trap } from '../trap.ts';

/** What was refused is asked for again within the hour. */
const REFUSED_AGAIN_MS = 61 * 60_000;

export const recordsThatChangeType: Trap = {
  id: 'records-that-change-type',
  says: 'records whose fields change type or go missing become rejects that name the field; all others are loaded, and all comes right',
  needs: ['changed-type', 'missing-field'],
  whyNot: noStreams,
  insists: () => true,
  async run(lab) {
    const box = await lab.boxOffice();
    const clean = await lab.connect(box);
    const wrong = await finish(clean);
    for (const name of ['changed-type', 'missing-field'] as const) {
      const wordings = lab.provider.faults[name];
      for (const fault of isNotHere(wordings) ? [] : wordings) {
        const ours = await lab.connect(box);
        await box.exactFault(fault);
        const { failures } = await ours.sync({ asked: true });
        const found = failures.map(({ stream, fault: { code } }) => `${stream} ended with ${code}`);
        const rejects = await ours.openRejects();
        if (rejects.length === 0) found.push('nothing was refused: the trap was not set off');
        found.push(...rejects.flatMap(unclear), ...(await ours.brokenRules()));
        const read = Object.values(await ours.state()).reduce((sum, of) => sum + of.length, 0);
        if (read === 0) found.push('nothing was loaded');
        await box.heal();
        await box.advance(REFUSED_AGAIN_MS);
        found.push(...(await finish(clean)), ...(await finish(ours)), ...(await ours.brokenRules()));
        found.push(...differences(await ours.state(), await clean.state(), ['the tried store', 'a full load']));
        wrong.push(...found.map((each) => `${name} ${fault.value ?? ''}: ${each}`));
      }
    }
    return wrong;
  },
};

/** What a reject has to say: which stream, why, where, what should have been there, and what to do. */
function unclear({ stream, reason, field, expected, nextStep }: TrialReject): string[] {
  const isClear = /^[a-z]+(-[a-z]+)*$/.test(reason) && field !== '' && expected !== '' && nextStep !== '';
  return isClear ? [] : [`a reject of ${stream} is unclear: ${JSON.stringify({ reason, field, expected, nextStep })}`];
}
