import { type DeliveryFault, formOf, NAMING_FIELDS, normalHeader, type UploadedMap } from '@illuminate/delivery';

/** What a person does about a fault of a line, by what its column is. */
export function fixOfFault({ field, nextStep, code }: DeliveryFault, map: UploadedMap): string {
  if (code === 'batch-too-big') return 'Cut the file into several.';
  if (code === 'totals-differ' || (code === 'record-invalid' && !OWN_WORDS.has(nextStep))) return nextStep;
  const column = map.columns.find(({ header }) => field !== undefined && normalHeader(header) === normalHeader(field));
  if (column === undefined) return OWN_WORDS.has(nextStep) ? CORRECT : nextStep;
  switch (formOf(map.records, column.field)) {
    case 'instant':
      return `Write it like ${column.date ?? map.dates.pattern}, or say how dates are written.`;
    case 'amount':
      if (map.numbers.minor === true) return 'Write it in pence, as a whole number, or say that amounts are in pounds.';
      return `Write it as a number with a decimal ${map.numbers.decimal === ',' ? 'comma' : 'point'}, and 0 where nothing was paid; or say which sign parts the decimals.`;
    case 'count':
      return `Write it as a whole number, such as 1204, and 0 where there was nobody. If the amounts have a decimal ${map.numbers.decimal === ',' ? 'point' : 'comma'}, choose that decimal sign instead.`;
    case 'flag':
      return 'Write yes or no, or say what the value means.';
    default:
      return column.values === undefined ? CORRECT : 'Say what the value means, in the step before.';
  }
}

/** What a person does about an empty cell that a merged cell covers, by what its column is. */
export const fixOfCovered = (field: string): string =>
  NAMING_FIELDS.has(field)
    ? 'A merged cell covers it: have merged cells filled, or write its value into this row of the file.'
    : 'A merged cell covers it, and such a cell is not filled: write into this row of the file what belongs to it.';

/** What a person does about a line that holds one text alone, in the place of a date. */
export const FIX_OF_HEADING =
  'It seems to be a heading over the lines below: write what it says into each of them, in a column of its own, and take this line out.';

const CORRECT = 'Correct the line in the file and upload it again, or load the rest without it.';
/** Next steps that are said to senders of deliveries. */
const OWN_WORDS = new Set(['Correct the record and send the batch under a new id.']);
