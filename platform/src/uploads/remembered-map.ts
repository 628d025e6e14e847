import type { UploadKind, UploadMap, UploadProposal } from '@illuminate/contract';
import { amountsRead, countsRead, datePattern, normalHeader } from '@illuminate/delivery';
import type { Context } from '../context.ts';
import { missingOf } from './fields-of-kind.ts';
import type { FormSaid } from './upload-messages.ts';

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

/** A proposal in which what a person settled before takes the place of guesses, and of nothing that is `said` now. */
export function withRemembered(proposal: UploadProposal, remembered: UploadMap | null, said: FormSaid): UploadProposal {
  if (remembered === null) return proposal;
  const fields = new Map(remembered.columns.map((column, at) => [`${at}/${normalHeader(column.header)}`, column]));
  const columns = proposal.columns.map((column, at) => {
    const before = fields.get(`${at}/${normalHeader(column.header)}`);
    if (before === undefined) return column;
    const was = { ...column, field: before.field, dates: before.dates ?? null, from: 'remembered' as const };
    // The same names of columns may stand over dates that are written otherwise this time.
    const pattern = {
      was: was.dates ?? said.dates ?? remembered.form?.dates,
      now: column.dates ?? proposal.form.dates,
    };
    const isDate = proposal.fields.some(({ field, form }) => field === before.field && form === 'instant');
    if (
      !isDate ||
      pattern.was === undefined ||
      readsOf(pattern.was, column.examples) >= readsOf(pattern.now, column.examples)
    ) {
      return was;
    }
    return { ...was, dates: pattern.now };
  });
  const known = new Set([...columns.flatMap(({ field }) => field ?? []), ...Object.keys(remembered.constants)]);
  const kind = proposal.fields.some(({ field }) => field === 'order_id')
    ? 'sales'
    : proposal.fields.some(({ field }) => field === 'tickets')
      ? 'counts'
      : 'events';
  const writtenAs = (meant: 'amount' | 'count'): string[] =>
    columns.flatMap(({ field: is, examples }) =>
      proposal.fields.some(({ field, form }) => field === is && form === meant) ? examples : [],
    );
  const written = { amounts: writtenAs('amount'), counts: writtenAs('count') };
  const { decimal, dates, amounts, fillMerged } = { ...fitting(remembered.form, proposal, written), ...given(said) };
  return {
    ...proposal,
    form: {
      ...proposal.form,
      ...(decimal === undefined ? {} : { decimal }),
      ...(dates === undefined ? {} : { dates }),
      ...(amounts === undefined ? {} : { amounts }),
      ...(fillMerged === undefined ? {} : { fillMerged }),
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

interface Written {
  readonly amounts: readonly string[];
  readonly counts: readonly string[];
}

/** What is remembered of the form, without a sign of decimals by which fewer of this file's numbers can be read. */
function fitting(form: UploadMap['form'], proposal: UploadProposal, { amounts, counts }: Written): UploadMap['form'] {
  const { decimal: was, ...others } = form ?? {};
  const numbersRead = (decimal: '.' | ','): number => amountsRead(amounts, decimal) + countsRead(counts, decimal);
  return was === undefined || numbersRead(was) < numbersRead(proposal.form.decimal)
    ? others
    : { ...others, decimal: was };
}

/** How many of these values a pattern reads. */
function readsOf(pattern: string, values: readonly string[]): number {
  const read = datePattern(pattern);
  return typeof read === 'string' ? 0 : values.filter((value) => read.read(value) !== null).length;
}

/** What was said of what is remembered. */
function given({ decimal, dates, amounts, fillMerged }: FormSaid): UploadMap['form'] {
  return {
    ...(decimal === undefined ? {} : { decimal }),
    ...(dates === undefined ? {} : { dates }),
    ...(amounts === undefined || amounts === null ? {} : { amounts }),
    ...(fillMerged === undefined || fillMerged === null ? {} : { fillMerged }),
  };
}

function merged(one: UploadMap['values'], other: UploadMap['values']): UploadMap['values'] {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...fields].map((field) => [field, { ...one[field], ...other[field] }]));
}
