import { endsAsFullLoad } from '../against-full.ts';
import type { TrialConnection } from '../arrangement.ts';
import { finish, rows } from '../compare.ts';
import { hasSales, hasWay, noStreams, type Trap } from '../trap.ts';

const HOUR = 3_600_000;
/** As often as a feed has to be read whole before its silence is believed. */
const BELIEVED_AFTER = 2;

const liveIds = async (of: TrialConnection): Promise<string[]> =>
  rows(await of.state(), 'performances').map(({ source_id: id }) => String(id));

export const believesNoSilence: Trap = {
  id: 'believes-no-silence',
  says: 'what a list leaves out is not deleted; what a whole feed lacks twice is, and lives again when it is back',
  needs: ['hidden'],
  whyNot: noStreams,
  insists: (connector) => hasWay(connector, 'feedHash'),
  async run(lab) {
    const isFeed = hasWay(lab.connector, 'feedHash');
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    const wrong = await finish(ours);
    const before = await liveIds(ours);
    await box.fault('hidden');
    for (let reading = 1; reading <= BELIEVED_AFTER + 1; reading += 1) {
      await box.advance(1.1 * HOUR);
      await ours.sync({ asked: true });
      const gone = missing(before, await liveIds(ours));
      const mayGo = isFeed && reading >= BELIEVED_AFTER;
      if (!mayGo && gone.length > 0) wrong.push(`${gone.length} performances went after ${reading} readings`);
      if (mayGo && gone.length === 0) wrong.push(`nothing went, though ${reading} whole readings lack it`);
    }
    for (const row of await ours.deleted('performances')) {
      if (row.deletion_evidence === null) wrong.push(`${String(row.source_id)} is deleted without evidence`);
    }
    await box.heal();
    wrong.push(...(await endsAsFullLoad(lab, box, ours)));
    const listed = (await box.truth()).performances.filter((each) => each.listed).map(({ id }) => id);
    const lost = missing(listed, await liveIds(ours));
    if (lost.length > 0) wrong.push(`${lost.length} performances do not live again, though they are listed`);
    return wrong;
  },
};

export const doubtsAnEmptyList: Trap = {
  id: 'doubts-an-empty-list',
  says: 'a box office that lists nothing at all, all at once, deletes nothing',
  needs: ['emptied'],
  whyNot: noStreams,
  insists: (connector) => hasWay(connector, 'feedHash'),
  async run(lab) {
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    const wrong = await finish(ours);
    const before = await liveIds(ours);
    await box.fault('emptied');
    for (let reading = 0; reading < BELIEVED_AFTER + 1; reading += 1) {
      await box.advance(1.1 * HOUR);
      await ours.sync({ asked: true });
    }
    const gone = missing(before, await liveIds(ours));
    if (gone.length > 0) wrong.push(`${gone.length} of ${before.length} performances went at once`);
    return [...wrong, ...(await endsAsFullLoad(lab, box, ours))];
  },
};

export const keepsTheLedger: Trap = {
  id: 'keeps-the-ledger',
  says: 'tickets that are returned are gone with their evidence, and movements sum to what stands',
  whyNot: (connector) =>
    noStreams(connector) ?? (hasSales(connector) ? null : 'no orders: no ticket is read or returned'),
  async run(lab) {
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    const wrong = await finish(ours);
    let returned = 0;
    for (let round = 0; round < 6 && returned === 0; round += 1) {
      await box.change(30, true);
      await box.advance(HOUR);
      await ours.sync({ asked: true });
      const gone = await ours.deleted('tickets');
      returned = gone.length;
      for (const row of gone) {
        if (row.deletion_evidence === null) wrong.push(`ticket ${String(row.source_id)} is gone without evidence`);
      }
    }
    if (returned === 0) wrong.push('of 180 changed orders none has a returned ticket: the trap was not set off');
    return [...wrong, ...(await endsAsFullLoad(lab, box, ours))];
  },
};

function missing(of: readonly string[], among: readonly string[]): string[] {
  const there = new Set(among);
  return of.filter((id) => !there.has(id));
}
