// The kinds of tickets that a checked file brings, and the classes that a person gives them before it is loaded.
import type { Input, TicketClass, UploadTicketTypes } from '@illuminate/contract';
import { formatMinor } from '@illuminate/model';
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import type { ControlTables } from '../control/schema.ts';
import { invalidInput } from '../refusal.ts';
import { lockVersions, recordVersion } from '../ticket-classes/record-version.ts';
import { standingClasses } from '../ticket-classes/standing-classes.ts';
import { isConcessionByNature, suggestClass } from '../ticket-classes/suggest-class.ts';
import { ticketTypeKey } from '../warehouse/ticket-classes.ts';
import { fileOfUpload } from './file-of-upload.ts';
import { findUpload } from './find-upload.ts';
import { readNotes } from './notes-file.ts';
import { uploadConnection } from './upload-connection.ts';
import type { SeenTicketType } from './upload-messages.ts';

type Deps = Pick<Context, 'db' | 'uploads' | 'keys'>;

async function typesIn(deps: Deps, row: UploadRow): Promise<readonly SeenTicketType[]> {
  if (row.state !== 'checked') return [];
  const { notes } = await fileOfUpload(deps, row);
  // What a version before this one checked has none.
  return (await readNotes(notes))?.ticketTypes ?? [];
}

/** The kinds of tickets of a file that waits to be confirmed; none of any other. Those without a class come first. @throws Refusal */
export async function listTypesOfUpload(
  deps: Deps,
  organisation: Organisation,
  upload: string,
): Promise<UploadTicketTypes> {
  const row = await findUpload(deps, organisation, upload);
  const types = await typesIn(deps, row);
  const connection = await uploadConnection(deps, organisation);
  const standing = types.length === 0 ? [] : await standingClasses(deps.db, organisation.id);
  const classOf = new Map(standing.map((one) => [one.typeKey, one]));
  const price = (minor: number): string => formatMinor(minor, organisation.currency);
  const items = types.map((seen) => {
    const sorted = connection === undefined ? undefined : classOf.get(ticketTypeKey(connection.id, seen.id));
    return {
      ticketType: seen.id,
      name: seen.name,
      tickets: seen.tickets,
      lowest: price(seen.lowest),
      highest: price(seen.highest),
      sorted: sorted === undefined ? null : { class: sorted.class, isConcession: sorted.isConcession },
      suggestion: suggestClass(seen),
    };
  });
  return {
    currency: organisation.currency,
    items: items.toSorted((one, other) => Number(one.sorted !== null) - Number(other.sorted !== null)),
  };
}

/** As somebody says it with the confirmation. */
export type ClassedTypes = NonNullable<NonNullable<Input<'confirmUpload'>['body']>['ticketTypes']>;

export interface ChosenClass {
  readonly ticketType: string;
  readonly class: TicketClass;
  readonly isConcession: boolean;
}

/** @throws Refusal that names each type which is not in the file, and each that comes twice */
export async function classesForUpload(deps: Deps, row: UploadRow, said: ClassedTypes): Promise<ChosenClass[]> {
  if (said.length === 0) return [];
  const known = new Set((await typesIn(deps, row)).map(({ id }) => id));
  const chosen = new Map<string, ChosenClass>();
  const wrong: { path: string; message: string }[] = [];
  for (const [at, { ticketType, class: given, isConcession }] of said.entries()) {
    const path = `body.ticketTypes.${at}.ticketType`;
    if (!known.has(ticketType)) wrong.push({ path, message: 'is no ticket type of this file' });
    else if (chosen.has(ticketType)) wrong.push({ path, message: 'comes twice: give each type one class' });
    else {
      chosen.set(ticketType, {
        ...{ ticketType, class: given },
        isConcession: isConcession ?? isConcessionByNature(given),
      });
    }
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  return [...chosen.values()];
}

export interface SortWithUpload {
  readonly organisation: Organisation;
  readonly connectionId: string;
  readonly chosen: readonly ChosenClass[];
  readonly actor: string;
  readonly at: Date;
}

/** Writes the classes down as a version. What has one by now keeps it: whoever gave it knew better than this file. */
export async function sortWithUpload(
  trx: Transaction<ControlTables>,
  { organisation, connectionId, chosen, actor, at }: SortWithUpload,
): Promise<void> {
  if (chosen.length === 0) return;
  const latest = await lockVersions(trx, organisation.id);
  const sorted = new Set((await standingClasses(trx, organisation.id)).map(({ typeKey }) => typeKey));
  const choices = chosen
    .map((one) => ({
      ...{ connection_id: connectionId, type_key: ticketTypeKey(connectionId, one.ticketType) },
      ...{ class: one.class, is_concession: one.isConcession },
    }))
    .filter(({ type_key }) => !sorted.has(type_key));
  if (choices.length === 0) return;
  await recordVersion(trx, latest, { organisation, actor, at, restores: null, choices });
}
