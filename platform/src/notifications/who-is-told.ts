// Which headlines somebody is told of by mail, and after how long: what is over by itself before that is told to nobody.
import type { ConnectionSummary, HeadlineCode } from '@illuminate/contract';
import type { Connection } from '../control/schema/connections.ts';

export interface Telling {
  /** Minutes after which the support desk is told; null never. */
  readonly desk: number | null;
  /** Minutes after which whoever administers the organisation is told; null never. */
  readonly admins: number | null;
}

const AT_ONCE = 5;
const HOUR = 60;
const DAY = 24 * HOUR;

const NOBODY: Telling = { desk: null, admins: null };

/** Where it is the organisation's turn. */
const OF_ORGANISATION: Readonly<Partial<Record<HeadlineCode, Telling>>> = {
  CRED_REJECTED: { desk: null, admins: AT_ONCE },
  CRED_INSUFFICIENT: { desk: null, admins: AT_ONCE },
  SUSPENDED: { desk: null, admins: AT_ONCE },
  NO_EVENTS: { desk: null, admins: HOUR },
  FAILED: { desk: AT_ONCE, admins: HOUR },
  STALE: { desk: null, admins: DAY },
  DELIVERY_GAP: { desk: null, admins: HOUR },
  TWO_SOURCES: { desk: null, admins: HOUR },
};

/** Where it is the operator's: the organisation hears of it only if that takes long. */
const OF_OPERATOR: Readonly<Partial<Record<HeadlineCode, Telling>>> = {
  STORE_DAMAGED: { desk: AT_ONCE, admins: null },
  SUSPENDED: { desk: AT_ONCE, admins: DAY },
  CRED_REJECTED: { desk: AT_ONCE, admins: null },
  ZONE_DIFFERS: { desk: AT_ONCE, admins: null },
  FAILED: { desk: AT_ONCE, admins: DAY },
  STALE: { desk: HOUR, admins: DAY },
};

/** Neither well nor anybody's turn: what was told of stays open meanwhile. */
const IN_BETWEEN: ReadonlySet<HeadlineCode> = new Set(['RETRYING', 'PROVIDER_DOWN']);
/** A person has ended or halted it: nothing is fixed, and nothing is wrong any more. */
const BY_PERSON: ReadonlySet<HeadlineCode> = new Set([
  'PAUSED',
  'CALLED_OFF',
  'WITHDRAWN',
  'AWAITING_CONSENT',
  'NOT_SET_UP',
]);

/** A connection as it is, and as it is told. */
export interface Seen {
  readonly connection: Pick<Connection, 'id' | 'name' | 'organisation_id' | 'state_reason'>;
  readonly summary: Pick<ConnectionSummary, 'headline' | 'organisation' | 'provider'>;
}

/** Permission that was withdrawn in the box office is told: it may have been a slip. */
const isWithdrawnThere = ({ connection, summary }: Seen): boolean =>
  summary.headline.code === 'WITHDRAWN' && connection.state_reason === 'consent-withdrawn';

export function tellingOf(seen: Seen): Telling {
  if (isWithdrawnThere(seen)) return { desk: null, admins: AT_ONCE };
  const { code, whoActs } = seen.summary.headline;
  if (whoActs === 'organisation') return OF_ORGANISATION[code] ?? NOBODY;
  if (whoActs === 'operator' || whoActs === 'provider') return OF_OPERATOR[code] ?? NOBODY;
  return NOBODY;
}

export type Bearing = 'trouble' | 'in-between' | 'ended' | 'well';

export function bearingOf(seen: Seen): Bearing {
  const { desk, admins } = tellingOf(seen);
  if (desk !== null || admins !== null) return 'trouble';
  if (IN_BETWEEN.has(seen.summary.headline.code)) return 'in-between';
  return BY_PERSON.has(seen.summary.headline.code) ? 'ended' : 'well';
}
