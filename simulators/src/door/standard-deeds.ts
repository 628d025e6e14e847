import type { SimulatedClock } from '../clock.ts';
import { type FaultBoard, type FaultLines, type FaultSetting, isFaultName } from '../faults/fault-board.ts';
import { type Answer, failure, json } from '../http/answer.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { DoorDeeds, Fields } from './answer-door.ts';

interface Standard<Name extends string> {
  readonly clock: SimulatedClock;
  readonly requests: RequestLog;
  readonly faults: FaultBoard<Name>;
  readonly lines: FaultLines<Name>;
  readonly applyFault: (setting: FaultSetting<Name>) => void;
}

/** What every simulator's door offers: requests, faults and the clock. */
export function standardDeeds<Name extends string>(of: Standard<Name>): DoorDeeds {
  const { requests, faults, clock } = of;
  return {
    'GET requests': () => json(requests.report()),
    'DELETE requests': () => {
      requests.clear();
      return json(requests.report());
    },
    'GET faults': () => json({ faults: faults.list() }),
    'POST faults': (_query, fields) => setFault(of, fields),
    'DELETE faults': (query) => {
      faults.clear(query.get('name') ?? undefined);
      return json({ faults: faults.list() });
    },
    'GET clock': () => json(clockState(clock)),
    'POST clock': (_query, fields) => setClock(clock, fields),
  };
}

function setFault<Name extends string>({ faults, lines, applyFault }: Standard<Name>, fields: Fields): Answer {
  const { name, value, times, match, every } = fields;
  if (typeof name !== 'string' || !isFaultName(lines, name))
    return failure(400, `There is no fault called "${String(name)}".`);
  applyFault({
    name,
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : null,
    times: typeof times === 'number' ? times : null,
    match: typeof match === 'string' ? match : null,
    every: typeof every === 'number' ? every : 1,
  });
  return json({ faults: faults.list() });
}

function clockState(clock: SimulatedClock) {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}

/** `now` (ISO, or null for real time), `frozen`, `advanceSeconds`: applied in this order. */
function setClock(clock: SimulatedClock, fields: Fields): Answer {
  const { now, advanceSeconds, frozen } = fields;
  if (now === null) clock.set(null);
  else if (now !== undefined) {
    const instant = typeof now === 'string' ? Date.parse(now) : Number.NaN;
    if (Number.isNaN(instant)) return failure(400, 'now must be an ISO 8601 time, or null for real time.');
    clock.set(instant);
  }
  if (typeof frozen === 'boolean') clock.freeze(frozen);
  if (typeof advanceSeconds === 'number' && Number.isFinite(advanceSeconds))
    clock.advance(Math.round(advanceSeconds * 1000));
  return json(clockState(clock));
}
