import type { WhoActs } from '../../errors.ts';
import { isNotHere, type TrialBoxOffice, type TrialFailure } from '../arrangement.ts';
import { finish, someOf } from '../compare.ts';
import { type Lab, noStreams, type Trap } from '../trap.ts';
import type { TrialFaultName } from '../trial-faults.ts';

const WHO: readonly WhoActs[] = ['nobody', 'organisation', 'operator', 'provider'];
const LASTING = ['asked-to-wait-long', 'failing', 'cut-off', 'reset', 'page-instead', 'page-refused'] as const;

export const errorsSayWhatToDo: Trap = {
  id: 'errors-say-what-to-do',
  says: 'every error has a code, a cause, who acts and what to do next, and quotes nothing',
  needs: LASTING,
  whyNot: noStreams,
  insists: () => true,
  async run(lab) {
    const box = await lab.boxOffice({ size: 'tiny' });
    const wrong: string[] = [];
    for (const name of LASTING) wrong.push(...(await underFault(lab, box, name)));
    wrong.push(...(await refused(lab, box)));
    return someOf(wrong);
  },
};

/** One fault from the first request on, and from the midst of a sync on. Then it heals, and all is read. */
async function underFault(lab: Lab, box: TrialBoxOffice, name: TrialFaultName): Promise<string[]> {
  const ours = await lab.connect(box);
  await box.fault(name);
  const first = await ours.sync({ asked: true });
  const wrong = first.failures.length === 0 ? ['nothing is said'] : first.failures.flatMap(unclear);
  await box.heal();
  const later = await ours.sync({
    asked: true,
    onRequest: (nth) => (nth === 2 ? box.fault(name, { times: 6 }) : undefined),
  });
  wrong.push(...later.failures.flatMap(unclear));
  await box.heal();
  wrong.push(...(await finish(ours)));
  return wrong.map((each) => `${name}: ${each}`);
}

/** A sign-in that is refused: a person has to act, and nothing is tried again and again. */
async function refused(lab: Lab, box: TrialBoxOffice): Promise<string[]> {
  const { refusedConfig, config } = lab.provider;
  if (isNotHere(refusedConfig)) return [];
  const ours = await lab.connect(box, { config: refusedConfig(await config(box)) });
  const { failures, requests } = await ours.sync({ asked: true });
  const wrong = failures.length === 0 ? ['nothing is said'] : failures.flatMap(unclear);
  for (const { fault } of failures) {
    if (fault.whoActs === 'nobody') wrong.push(`"${fault.code}" says that nobody need act`);
  }
  if (requests > 8) wrong.push(`it was tried ${requests} times`);
  return wrong.map((each) => `a refused sign-in: ${each}`);
}

/** What is missing from what a person is told. */
function unclear({ stream, fault }: TrialFailure): string[] {
  const { code, cause, whoActs, nextStep } = fault;
  const wrong: string[] = [];
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(code)) wrong.push('has no stable code');
  if (!isSentence(cause)) wrong.push('has no cause in a sentence');
  if (!WHO.includes(whoActs)) wrong.push('does not say who acts');
  if (!isSentence(nextStep)) wrong.push('has no next step in a sentence');
  if (/[?&]\w+=|<\w+|\{"/.test(`${cause} ${nextStep}`)) wrong.push('quotes an address or an answer');
  return wrong.map((each) => `${stream}: the error ${code} ${each}: ${cause} ${nextStep}`);
}

function isSentence(text: string): boolean {
  return /^[A-Z“"].{15,}[.!]$/.test(text);
}
