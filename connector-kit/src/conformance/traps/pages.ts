import { endsAsFullLoad } from '../against-full.ts';
import { hasWay, noStreams, type Trap } from '../trap.ts';
import type { TrialFaultName } from '../trial-faults.ts';

const HOUR = 3_600_000;

/** A life under one fault on what pages hold: it may slow things down, and change nothing in the end. */
function lifeUnder(name: TrialFaultName): Trap['run'] {
  return async (lab) => {
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    const wrong: string[] = [];
    await box.fault(name);
    for (let round = 0; round < 3; round += 1) {
      const { requests } = await ours.sync({ asked: true });
      if (requests > MOST_REQUESTS)
        wrong.push(`${requests} requests in one sync of a small account: it goes in circles`);
      wrong.push(...(await ours.brokenRules()));
      await box.change(6, true);
      await box.advance(HOUR);
    }
    return [...wrong, ...(await endsAsFullLoad(lab, box, ours))];
  };
}

/** A small account has some hundred orders, each of which may have to be asked for by itself. */
const MOST_REQUESTS = 2_000;

export const repeatedPages: Trap = {
  id: 'repeated-pages',
  says: 'a page whose next is itself ends, and what lies behind it is read',
  needs: ['page-again'],
  whyNot: (connector) =>
    noStreams(connector) ?? (hasWay(connector, 'changedSince') ? null : 'no changedSince: no page names a next one'),
  insists: (connector) => hasWay(connector, 'changedSince'),
  run: lifeUnder('page-again'),
};

export const reorderedPages: Trap = {
  id: 'reordered-pages',
  says: 'records may come in any order',
  needs: ['reordered'],
  whyNot: noStreams,
  insists: () => true,
  run: lifeUnder('reordered'),
};

export const duplicatedRecords: Trap = {
  id: 'duplicated-records',
  says: 'records may come twice in one answer',
  needs: ['duplicated'],
  whyNot: noStreams,
  insists: () => true,
  run: lifeUnder('duplicated'),
};
