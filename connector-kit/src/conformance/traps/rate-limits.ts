import { endsAsFullLoad } from '../against-full.ts';
import type { TrialSync } from '../arrangement.ts';
import { type Lab, noStreams, type Trap } from '../trap.ts';

const LONG_MS = 60_000;
/** Nothing may take longer that only waits to be refused. */
const SOON_MS = 40_000;

export const waitsAsAsked: Trap = {
  id: 'waits-as-asked',
  says: '429 with Retry-After is waited for, a storm of them is weathered, and a long wait ends the sync instead',
  needs: ['asked-to-wait', 'asked-to-wait-at-once', 'asked-to-wait-long'],
  whyNot: noStreams,
  insists: () => true,
  async run(lab) {
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    const wrong: string[] = [];

    await box.fault('asked-to-wait-long');
    const long = await timed(() => ours.sync({ asked: true }));
    wrong.push(...endedSoon('asked to wait two minutes', long));
    if (!long.sync.failures.every(({ afterMs }) => afterMs !== null && afterMs >= LONG_MS)) {
      wrong.push(`the two minutes that were asked for are forgotten: ${JSON.stringify(long.sync.failures)}`);
    }
    const bold = long.sync.requests - lab.connector.limits.concurrency * lab.connector.streams.length;
    if (bold > 0) wrong.push(`${long.sync.requests} requests were made while being asked to wait`);

    await box.heal();
    await box.fault('asked-to-wait', { times: 1 });
    const at: number[] = [];
    await ours.sync({
      asked: true,
      onRequest() {
        at.push(performance.now());
        return undefined;
      },
    });
    const waited = (at[1] ?? 0) - (at[0] ?? 0);
    if (waited < 950) wrong.push(`asked to wait a second, it asked again after ${Math.round(waited)} ms`);

    await box.change(5, true);
    await box.heal();
    await box.fault('asked-to-wait-at-once', { every: 3 });
    const storm = await ours.sync({ asked: true });
    wrong.push(...endedBy('a storm of 429', lab, storm));
    return [...wrong, ...(await endsAsFullLoad(lab, box, ours))];
  },
};

export const backsOffSilently: Trap = {
  id: 'backs-off-without-being-told',
  says: '429 without Retry-After is backed off from; what was read before stays, and nothing is lost',
  needs: ['refused-silently'],
  whyNot: noStreams,
  insists: () => true,
  async run(lab) {
    const box = await lab.boxOffice();
    const ours = await lab.connect(box);
    const wrong: string[] = [];
    await box.fault('refused-silently');
    wrong.push(...endedSoon('refused again and again', await timed(() => ours.sync({ asked: true }))));
    await box.heal();
    // It begins well, and is refused from the third request on.
    await ours.sync({
      asked: true,
      onRequest: (nth) => (nth === 3 ? box.fault('refused-silently', { times: 30 }) : undefined),
    });
    wrong.push(...(await ours.brokenRules()));
    await box.heal();
    await box.change(4, true);
    await box.fault('refused-silently', { every: 6, times: 8 });
    const storm = await ours.sync({ asked: true });
    wrong.push(...endedBy('single refusals', lab, storm));
    return [...wrong, ...(await endsAsFullLoad(lab, box, ours))];
  },
};

interface Timed {
  readonly sync: TrialSync;
  readonly ms: number;
}

async function timed(work: () => Promise<TrialSync>): Promise<Timed> {
  const began = performance.now();
  const sync = await work();
  return { sync, ms: performance.now() - began };
}

/** What refusals in between put an end to. A performance is observed in one try: that stream may be left for its next turn. */
function endedBy(what: string, { connector }: Lab, { failures }: TrialSync): string[] {
  const mayEnd = new Set(connector.streams.filter(({ observe }) => observe !== undefined).map(({ name }) => name));
  return failures
    .filter(({ stream }) => !mayEnd.has(stream))
    .map(({ stream, fault }) => `${stream} is ended by ${what}: ${fault.code}`);
}

function endedSoon(when: string, { sync, ms }: Timed): string[] {
  const wrong: string[] = [];
  if (ms > SOON_MS) wrong.push(`${when}, the sync went on for ${Math.round(ms / 1000)} s`);
  if (sync.failures.length === 0) wrong.push(`${when}, nobody was told`);
  for (const { stream, fault } of sync.failures) {
    if (fault.code !== 'rate-limited') wrong.push(`${when}, ${stream} says ${fault.code} and not rate-limited`);
  }
  return wrong;
}
