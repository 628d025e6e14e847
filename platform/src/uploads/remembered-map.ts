import type { UploadKind, UploadMap, UploadProposal } from '@illuminate/contract';
import { normalHeader } from '@illuminate/delivery';
import type { Context } from '../context.ts';
import { missingOf } from './fields-of-kind.ts';

/** How a file of this layout was read before; null if none was. */
export async function rememberedMap(
  { db }: Pick<Context, 'db'>,
  { organisationId, kind, fingerprint }: { organisationId: string; kind: UploadKind; fingerprint: string },
): Promise<UploadMap | null> {
  const row = await db
    .selectFrom('upload_maps')
    .select('map')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  // Written by ourselves.
  return row === undefined ? null : row.map;
}

/** A proposal in which what a person settled before takes the place of guesses. */
export function withRemembered(proposal: UploadProposal, remembered: UploadMap | null): UploadProposal {
  if (remembered === null) return proposal;
  const fields = new Map(remembered.columns.map((column, at) => [`${at}/${normalHeader(column.header)}`, column]));
  const columns = proposal.columns.map((column, at) => {
    const before = fields.get(`${at}/${normalHeader(column.header)}`);
    if (before === undefined) return column;
    return { ...column, field: before.field, dates: before.dates ?? null, from: 'remembered' as const };
  });
  const known = new Set([...columns.flatMap(({ field }) => field ?? []), ...Object.keys(remembered.constants)]);
  const kind = proposal.fields.some(({ field }) => field === 'order_id')
    ? 'sales'
    : proposal.fields.some(({ field }) => field === 'tickets')
      ? 'counts'
      : 'events';
  const { decimal, dates } = remembered.form ?? {};
  return {
    ...proposal,
    form: {
      ...proposal.form,
      ...(decimal === undefined ? {} : { decimal }),
      ...(dates === undefined ? {} : { dates }),
    },
    columns,
    missing: missingOf(kind, known),
    values: proposal.values.map((one) => ({
      ...one,
      meaning: remembered.values[one.field]?.[one.value] ?? one.meaning,
    })),
    map: {
      ...proposal.map,
      columns: columns.map(({ header, field, dates: own }) => ({
        header,
        field,
        ...(own === null ? {} : { dates: own }),
      })),
      values: merged(proposal.map.values, remembered.values),
      constants: { ...proposal.map.constants, ...remembered.constants },
    },
  };
}

function merged(one: UploadMap['values'], other: UploadMap['values']): UploadMap['values'] {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...fields].map((field) => [field, { ...one[field], ...other[field] }]));
}
