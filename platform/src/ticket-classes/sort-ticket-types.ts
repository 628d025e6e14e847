import type { Input, TicketClasses } from '@illuminate/contract';
import { z } from 'zod';
import type { Organisation } from '../control/schema/organisations.ts';
import { conflict, invalidInput } from '../refusal.ts';
import { namesOf } from '../sources/list-sources.ts';
import { ticketTypeKey } from '../warehouse/ticket-classes.ts';
import { listTicketClasses } from './list-ticket-classes.ts';
import { noticeUnsorted } from './notice-unsorted.ts';
import { type ClassChoice, lockVersions, recordVersion, type SortingDeps } from './record-version.ts';
import { standingClasses } from './standing-classes.ts';
import { isConcessionByNature } from './suggest-class.ts';

type Body = NonNullable<Input<'sortTicketTypes'>['body']>;

export interface SortTicketTypes extends Body {
  readonly organisation: Pick<Organisation, 'id' | 'slug' | 'currency'>;
  readonly actor: string;
}

const knownRow = z.object({ connection_id: z.string(), source_id: z.string() });

/** Gives kinds of tickets their classes: a new version, which holds for whatever was ever sold with them. */
export async function sortTicketTypes(deps: SortingDeps, input: SortTicketTypes): Promise<TicketClasses> {
  const { organisation, version, actor } = input;
  const choices = await choicesOf(deps, input);
  await deps.db.transaction().execute(async (trx) => {
    const latest = await lockVersions(trx, organisation.id);
    if (latest !== version) {
      throw conflict(
        'Somebody has sorted ticket types since this list was read.',
        'Read the list again, see what changed, and sort what is left.',
      );
    }
    const standing = await standingClasses(trx, organisation.id);
    const news = choices.filter((choice) => {
      const before = standing.find(
        (one) => one.connectionId === choice.connection_id && one.typeKey === choice.type_key,
      );
      return choice.class !== (before?.class ?? null) || (before?.isConcession ?? false) !== choice.is_concession;
    });
    if (news.length === 0) return;
    await recordVersion(trx, latest, { organisation, actor, at: deps.clock.now(), restores: null, choices: news });
  });
  return settleClasses(deps, organisation, 'ticket-types.sorted');
}

/** What follows a version: the store knows of it, and so does whoever looks at the connections. */
export async function settleClasses(
  deps: SortingDeps,
  organisation: Pick<Organisation, 'id' | 'slug' | 'currency'>,
  deed: string,
): Promise<TicketClasses> {
  await noticeUnsorted(deps, organisation.id);
  await deps.control.requestDump(deed);
  return listTicketClasses(deps, organisation);
}

/** @throws Refusal that names each type which this organisation does not have, and each that comes twice */
async function choicesOf({ db, warehouse }: SortingDeps, { organisation, types }: SortTicketTypes) {
  const names = await namesOf(db, organisation.id);
  const idOf = new Map([...names].map(([id, name]) => [name, id]));
  const known = new Set(
    z
      .array(knownRow)
      .parse(
        await warehouse.withStore(organisation.id, (store) =>
          store.query('SELECT connection_id, source_id FROM ticket_types'),
        ),
      )
      .map(({ connection_id, source_id }) => ticketTypeKey(connection_id, source_id)),
  );
  const wrong: { path: string; message: string }[] = [];
  const chosen = new Map<string, ClassChoice>();
  for (const [at, one] of types.entries()) {
    const connection_id = idOf.get(one.connection);
    const type_key = connection_id === undefined ? '' : ticketTypeKey(connection_id, one.ticketType);
    if (connection_id === undefined || !known.has(type_key)) {
      wrong.push({ path: `body.types.${at}.ticketType`, message: `is no ticket type of ${one.connection}` });
    } else if (chosen.has(type_key)) {
      wrong.push({ path: `body.types.${at}.ticketType`, message: 'comes twice: give each type one class' });
    } else {
      const is_concession = one.class !== null && (one.isConcession ?? isConcessionByNature(one.class));
      chosen.set(type_key, { connection_id, type_key, class: one.class, is_concession });
    }
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  return [...chosen.values()];
}
