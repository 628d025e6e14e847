import type { TrialBoxOffice, TrialConnection } from './arrangement.ts';
import { differences, finish, untrue, withoutForgotten } from './compare.ts';
import type { Lab } from './trap.ts';

/** Longer than a list is left alone, and shorter than any nightly safety net. */
const LISTS_AGAIN_MS = 61 * 60_000;

/**
 * Heals the box office, lets the connection finish, and compares: what it holds with a clean full load of the same instant, both
 * with what is true, and both with the rules that every store keeps.
 */
export async function endsAsFullLoad(lab: Lab, box: TrialBoxOffice, ours: TrialConnection): Promise<string[]> {
  await box.heal();
  await box.advance(LISTS_AGAIN_MS);
  const wrong = await finish(ours);
  const clean = await lab.connect(box);
  wrong.push(...(await finish(clean)));
  return [...wrong, ...(await compareStores(lab, box, ours, clean))];
}

/** Compares without reading anything more. */
export async function compareStores(
  { connector }: Lab,
  box: TrialBoxOffice,
  ours: TrialConnection,
  clean: TrialConnection,
): Promise<string[]> {
  const truth = await box.truth();
  const [mine, full] = [await ours.state(), await clean.state()];
  const named = (of: string, wrong: readonly string[]): string[] => wrong.map((each) => `${of}: ${each}`);
  return [
    ...named('rule broken', await ours.brokenRules()),
    ...named('rule broken by the full load', await clean.brokenRules()),
    ...named('the full load is untrue', untrue(full, truth, connector)),
    ...named('untrue', untrue(mine, truth, connector)),
    ...differences(withoutForgotten(mine, truth, connector), withoutForgotten(full, truth, connector), [
      'the tried store',
      'a full load',
    ]),
  ];
}
