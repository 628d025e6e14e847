// What needs somebody is an incident, from when it was first seen until it is right again: one mail an incident for each who is
// told, and one when it is put right.
import type { HeadlineCode } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { HEADLINE_LOOKS } from '../connections/headlines.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { Incident } from '../control/schema/notifications.ts';
import type { ControlTables } from '../control/schema.ts';
import { type NewMail, queueMail, type Recipient } from './queue-mail.ts';
import { adminsOf, deskOf } from './recipients.ts';
import { bearingOf, type Seen, tellingOf } from './who-is-told.ts';

type Deps = Pick<Context, 'clock' | 'keys'>;
type Trx = Transaction<ControlTables>;
type Told = 'desk' | 'admins';

const MINUTE_MS = 60_000;
/** It must have been well for so long: what comes and goes is told once. */
const WELL_MINUTES = 5;

/** What was seen of a connection now, and its incidents that are open. */
export async function followIncidents(deps: Deps, trx: Trx, seen: Seen, open: readonly Incident[]): Promise<void> {
  const now = deps.clock.now();
  switch (bearingOf(seen)) {
    case 'trouble':
      return followTrouble(deps, trx, seen, open);
    case 'ended':
      return end(trx, open, now, 'overtaken');
    case 'in-between':
      await trx.updateTable('incidents').set({ well_since: null }).where('id', 'in', idsOf(open)).execute();
      return;
    case 'well':
      return followWell(deps, trx, seen, open);
  }
}

const idsOf = (incidents: readonly Incident[]): string[] => ['', ...incidents.map(({ id }) => id)];

async function followTrouble(deps: Deps, trx: Trx, seen: Seen, open: readonly Incident[]): Promise<void> {
  const now = deps.clock.now();
  const { code } = seen.summary.headline;
  await trx.updateTable('incidents').set({ well_since: null }).where('id', 'in', idsOf(open)).execute();
  const incident = open.find((one) => one.code === code) ?? (await begin(trx, seen, now));
  await trx.updateTable('incidents').set({ last_seen_at: now }).where('id', '=', incident.id).execute();
  const telling = tellingOf(seen);
  const minutes = (now.getTime() - incident.since.getTime()) / MINUTE_MS;
  if (telling.desk !== null && incident.desk_told_at === null && minutes >= telling.desk) {
    await tell(deps, trx, seen, incident, 'desk');
  }
  if (telling.admins !== null && incident.admins_told_at === null && minutes >= telling.admins) {
    await tell(deps, trx, seen, incident, 'admins');
  }
}

async function begin(trx: Trx, { connection, summary }: Seen, now: Date): Promise<Incident> {
  return trx
    .insertInto('incidents')
    .values({
      ...{ id: newId('inc'), connection_id: connection.id, code: summary.headline.code, since: now, last_seen_at: now },
      ...{ well_since: null, desk_told_at: null, admins_told_at: null, ended_at: null, outcome: null },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function tell(deps: Deps, trx: Trx, seen: Seen, incident: Incident, told: Told): Promise<void> {
  const now = deps.clock.now();
  const { organisation, provider, headline } = seen.summary;
  const readers = await readersOf(trx, seen, told);
  // As soon as there is somebody to tell.
  if (readers.length === 0) return;
  await mail(deps, trx, seen, readers, {
    template: 'needs-you',
    filling: {
      organisation: organisation.name,
      provider: provider.title,
      path: pathOf(seen),
      word: headline.word,
      sentence: headline.sentence,
      action: headline.action?.label ?? null,
      since: incident.since.toISOString(),
      zone: organisation.zone,
    },
  });
  await trx
    .updateTable('incidents')
    .set(told === 'desk' ? { desk_told_at: now } : { admins_told_at: now })
    .where('id', '=', incident.id)
    .execute();
  const details = { code: incident.code, told, mails: readers.length };
  await record(trx, seen, now, { action: 'incident.told', details });
}

async function followWell(deps: Deps, trx: Trx, seen: Seen, open: readonly Incident[]): Promise<void> {
  const now = deps.clock.now();
  const fresh = open.filter(({ well_since }) => well_since === null);
  await trx.updateTable('incidents').set({ well_since: now }).where('id', 'in', idsOf(fresh)).execute();
  const over = open.filter(
    ({ well_since }) => well_since !== null && now.getTime() - well_since.getTime() >= WELL_MINUTES * MINUTE_MS,
  );
  if (over.length === 0) return;
  for (const told of ['desk', 'admins'] as const) {
    const told_at = told === 'desk' ? 'desk_told_at' : 'admins_told_at';
    // Several may have been told of one after the other: it is put right once.
    const [first] = over
      .filter((one) => one[told_at] !== null)
      .toSorted((a, b) => a.since.getTime() - b.since.getTime());
    if (first !== undefined) await tellFixed(deps, trx, seen, first, told);
  }
  await end(trx, over, now, 'fixed');
}

async function tellFixed(deps: Deps, trx: Trx, seen: Seen, incident: Incident, told: Told): Promise<void> {
  const { organisation, provider, headline } = seen.summary;
  const until = incident.well_since ?? deps.clock.now();
  await mail(deps, trx, seen, await readersOf(trx, seen, told), {
    template: 'fixed',
    filling: {
      organisation: organisation.name,
      provider: provider.title,
      path: pathOf(seen),
      word: HEADLINE_LOOKS[incident.code as HeadlineCode].word,
      sentence: headline.sentence,
      since: incident.since.toISOString(),
      until: until.toISOString(),
      zone: organisation.zone,
    },
  });
  const details = { code: incident.code, told };
  await record(trx, seen, deps.clock.now(), { action: 'incident.fixed', details });
}

async function end(trx: Trx, incidents: readonly Incident[], now: Date, outcome: 'fixed' | 'overtaken'): Promise<void> {
  await trx.updateTable('incidents').set({ ended_at: now, outcome }).where('id', 'in', idsOf(incidents)).execute();
}

const pathOf = ({ connection }: Seen): string => `/connections/${connection.name}`;

const readersOf = (trx: Trx, { connection }: Seen, told: Told): Promise<Recipient[]> =>
  told === 'desk' ? deskOf(trx) : adminsOf(trx, connection.organisation_id);

async function mail<Name extends 'needs-you' | 'fixed'>(
  deps: Deps,
  trx: Trx,
  { connection }: Seen,
  readers: readonly Recipient[],
  said: Pick<NewMail<Name>, 'template' | 'filling'>,
): Promise<void> {
  for (const to of readers) {
    await queueMail(deps, trx, {
      ...said,
      to,
      organisationId: connection.organisation_id,
      concerns: `connection ${connection.id}`,
    });
  }
}

async function record(
  trx: Trx,
  { connection }: Seen,
  at: Date,
  { action, details }: { action: string; details: Record<string, unknown> },
): Promise<void> {
  await appendAudit(trx, {
    ...{ at, actor: 'system', action, subject: connection.id, organisationId: connection.organisation_id },
    details: { connection: connection.name, ...details },
  });
}
