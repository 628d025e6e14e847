import { zoneOf } from '@illuminate/model';
import { endsAsFullLoad } from '../against-full.ts';
import { noStreams, type Trap } from '../trap.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 2026;

export const standsClockSkew: Trap = {
  id: 'stands-clock-skew',
  says: 'our clock may be 20 minutes ahead of theirs or behind it, and nothing is missed',
  whyNot: noStreams,
  async run(lab) {
    const wrong: string[] = [];
    for (const [way, ourClockMs] of [
      ['ahead', 20 * MINUTE],
      ['behind', -20 * MINUTE],
    ] as const) {
      const box = await lab.boxOffice();
      const ours = await lab.connect(box, { ourClockMs });
      await ours.sync();
      for (const minutes of [1, 45]) {
        await box.change(4, true);
        await box.advance(minutes * MINUTE);
        await ours.sync({ asked: true });
      }
      const found = await endsAsFullLoad(lab, box, ours);
      wrong.push(...found.map((each) => `our clock ${way}: ${each}`));
    }
    return wrong;
  },
};

export const signsByTheirClock: Trap = {
  id: 'signs-by-their-clock',
  says: 'a server whose own clock is 20 minutes off is signed in to all the same',
  needs: ['clock-off'],
  whyNot: noStreams,
  async run(lab) {
    const box = await lab.boxOffice();
    await box.fault('clock-off');
    const ours = await lab.connect(box);
    const { failures } = await ours.sync({ asked: true });
    return [
      ...failures.map(({ stream, fault }) => `${stream}: ${fault.code}: ${fault.cause}`),
      ...(await endsAsFullLoad(lab, box, ours)),
    ];
  },
};

export const livesThroughClockChanges: Trap = {
  id: 'lives-through-clock-changes',
  says: 'orders that change in the nights in which clocks change are neither lost nor doubled',
  whyNot: noStreams,
  async run(lab) {
    const wrong: string[] = [];
    for (const [zone, nights] of nightsOf(lab.provider.zones)) {
      for (const night of nights) {
        const [from, until] = [night - 1.5 * HOUR, night + 3 * HOUR].map((at) => new Date(at).toISOString());
        const box = await lab.boxOffice({ size: 'tiny', zone, from: from ?? '', until: until ?? '' });
        const ours = await lab.connect(box);
        // Syncs 40 minutes apart: within the hour that comes twice, more than one.
        await ours.sync({ asked: true });
        for (let nth = 0; nth < 6; nth += 1) {
          await box.change(3, nth % 2 === 1);
          await box.advance(40 * MINUTE);
          await ours.sync();
        }
        const found = await endsAsFullLoad(lab, box, ours);
        wrong.push(...found.map((each) => `${zone}, ${new Date(night).toISOString()}: ${each}`));
      }
    }
    return wrong;
  },
};

/** Both nights of the usual zone, and of the last one the night in which its clock goes back. */
function nightsOf(zones: readonly string[]): [string, number[]][] {
  const nights = (zone: string, onlyBack: boolean): [string, number[]] => [
    zone,
    clockChanges(zone).flatMap(({ at, back }) => (back || !onlyBack ? [at] : [])),
  ];
  const [usual = 'UTC', ...others] = zones;
  return [nights(usual, false), ...others.slice(-1).map((zone) => nights(zone, true))];
}

/** The instants of a year at which a zone's clock changes. */
function clockChanges(name: string): { readonly at: number; readonly back: boolean }[] {
  const zone = zoneOf(name);
  const offset = (at: number): number => zone.toWall(at) - at;
  const found: { at: number; back: boolean }[] = [];
  for (let day = Date.UTC(YEAR, 0, 1); day < Date.UTC(YEAR + 1, 0, 1); day += DAY) {
    if (offset(day) === offset(day + DAY)) continue;
    let at = day;
    while (offset(at) === offset(day)) at += 30 * MINUTE;
    found.push({ at, back: offset(at) < offset(day) });
  }
  return found;
}

export const readsEveryZone: Trap = {
  id: 'reads-every-zone',
  says: 'in any zone the wall times are those of the house, and its own zone is not taken for another',
  whyNot: noStreams,
  async run(lab) {
    const wrong: string[] = [];
    for (const zone of lab.provider.zones) {
      const box = await lab.boxOffice({ size: 'tiny', zone });
      const ours = await lab.connect(box);
      const found = await endsAsFullLoad(lab, box, ours);
      for (const row of (await ours.state()).performances ?? []) {
        const { starts_at: at, starts_local: local } = row;
        if (typeof at === 'number' && zoneOf(zone).toWall(at) !== local) {
          found.push(`performance ${String(row.source_id)}: instant and wall time do not belong together`);
        }
      }
      const difference = await ours.zoneDifference();
      if (difference !== null) found.push(`its own zone is taken for another's, ${difference / HOUR} hours away`);
      wrong.push(...found.map((each) => `${zone}: ${each}`));
    }
    return wrong;
  },
};
