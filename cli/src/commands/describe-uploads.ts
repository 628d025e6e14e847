import type {
  Upload,
  UploadCheck,
  UploadEffect,
  UploadProblem,
  UploadProposal,
  UploadTicketTypes,
} from '@illuminate/contract';
import { type Block, type Result, tableUnlessEmpty } from '../output.ts';
import { count, wallTime } from '../words.ts';

const number = (value: number): string => value.toLocaleString('en-GB');
const when = (instant: string): string => `${wallTime(instant, 'UTC')} UTC`;
const money = (amounts: Readonly<Record<string, string>>): string =>
  Object.entries(amounts)
    .map(([currency, amount]) => `${amount} ${currency}`)
    .join(', ');
const compared = ({ new: fresh, changed, same, unit }: UploadCheck['compared']): string =>
  `${number(fresh)} new, ${number(changed)} changed, ${number(same)} the same (${unit})`;

export function describeUploads(uploads: readonly Upload[]): Result {
  const rows = uploads.map(({ id, fileName, kind, startedAt, by, state, receipt }) => [
    id,
    fileName,
    kind,
    when(startedAt),
    by,
    state,
    receipt === null ? '-' : compared(receipt.compared),
  ]);
  const titles = ['Upload', 'File', 'What', 'When', 'Who', 'State', 'Loaded'];
  return {
    json: { items: uploads, nextCursor: null },
    blocks: [
      { kind: 'line', text: uploads.length === 0 ? 'Nothing has been uploaded.' : count(uploads.length, 'upload') },
      ...tableUnlessEmpty(
        titles.map((title) => ({ title })),
        rows,
      ),
    ],
  };
}

interface Beside {
  readonly problems?: readonly UploadProblem[];
  readonly types?: UploadTicketTypes['items'];
  readonly effect?: UploadEffect | null;
}

export function describeUpload(upload: Upload, { problems = [], types = [], effect = null }: Beside = {}): Result {
  const { check, receipt, undone, organisation, id } = upload;
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        ['Upload', id],
        ['File', upload.fileName],
        ['What', upload.kind],
        ['State', upload.state],
        ['By', `${upload.by}, ${when(upload.startedAt)}`],
        ['Receipt', receipt === null ? null : receipt.number],
        ['Taken back', undone === null ? null : `by ${undone.by}, ${when(undone.at)}`],
        ...(check === null ? [] : factsOf(check)),
        ['Failed', upload.failure === null ? null : `${upload.failure.what} ${upload.failure.nextStep}`],
      ],
    },
    ...tableUnlessEmpty(
      ['', 'Row', 'Column', 'Value', 'What', 'Fix'].map((title) => ({ title })),
      problems.map(({ severity, row, column, value, what, fix }) => [
        { text: severity, tone: severity === 'error' ? ('bad' as const) : ('warn' as const) },
        row === null ? '-' : String(row),
        column ?? '-',
        value === '' ? '(empty)' : (value ?? '-'),
        what,
        fix,
      ]),
    ),
  ];
  const unsorted = types.filter(({ sorted }) => sorted === null);
  blocks.push(
    ...tableUnlessEmpty(
      [{ title: 'Ticket type without a class' }, { title: 'Tickets', align: 'right' }, { title: 'It may be' }],
      unsorted.map(({ name, tickets, suggestion }) => [
        name,
        number(tickets),
        suggestion === null ? '-' : `${suggestion.class}${suggestion.isConcession ? ', a concession' : ''}`,
      ]),
    ),
  );
  if (effect !== null) blocks.push({ kind: 'line', text: sayEffect(effect, undone !== null) });
  return { json: upload, blocks, remarks: nextOf(upload, `--organisation ${organisation}`) };
}

function factsOf(check: UploadCheck): (readonly [string, string | null])[] {
  const { rows, accepted, rejected, errors, warnings, totals, refusedColumns } = check;
  return [
    ['Lines', `${number(rows)}, of which ${number(accepted)} can be loaded and ${number(rejected)} cannot`],
    ['Against what is stored', compared(check.compared)],
    ['Tickets', number(totals.tickets)],
    ['Takings', money(totals.amounts) || '-'],
    ['Covers', totals.from === null || totals.to === null ? null : `${when(totals.from)} to ${when(totals.to)}`],
    ['Wrong', errors + warnings === 0 ? 'nothing' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`],
    [
      'Left out',
      refusedColumns.length === 0 ? null : refusedColumns.map(({ header, why }) => `${header} (${why})`).join(', '),
    ],
  ];
}

function sayEffect({ removed, restored, kept, unit, tickets, amounts }: UploadEffect, isUndone: boolean): string {
  const changes = `${number(tickets)} tickets, ${money(amounts) || 'no money'}`;
  return isUndone
    ? `Putting it back brings ${number(removed)} ${unit} and changes ${number(restored)}; ${number(kept)} stay as a later upload has them. Change: ${changes}.`
    : `Undoing it removes ${number(removed)} ${unit} and returns ${number(restored)} to an earlier upload; ${number(kept)} stay as a later upload has them. Change: ${changes}.`;
}

function nextOf({ id, state, check }: Upload, of: string): string[] {
  if (state === 'loaded') return [`Take it back: illuminate upload undo ${id} ${of}`];
  if (state === 'undone') return [`Put it back: illuminate upload redo ${id} ${of}`];
  if (state !== 'checked' || check === null) return [];
  const partial = check.rejected > 0 ? ' --partial (the rejected lines are left out)' : '';
  return [
    `Nothing is loaded yet. Run the same command with --confirm${partial}, or illuminate upload cancel ${id} ${of}`,
  ];
}

export function describeProposal(file: string, proposal: UploadProposal): Result {
  const { form, columns, missing, remarks, merged } = proposal;
  const how = [form.encoding, form.separator === '\t' ? 'tab' : form.separator, form.sheet, `dates ${form.dates}`];
  return {
    json: proposal,
    blocks: [
      { kind: 'line', text: `Read as ${form.type}: ${how.filter((part) => part !== null).join(', ')}.` },
      ...tableUnlessEmpty(
        ['Column', 'Is', 'Such as', 'Holds'].map((title) => ({ title })),
        columns.map(({ header, field, examples, personal }) => [
          header,
          field ?? '(left out)',
          examples.slice(0, 2).join(', ') || '-',
          personal ?? '-',
        ]),
      ),
    ],
    remarks: [
      ...(missing.length === 0 ? [] : [`No column is ${missing.join(', ')} yet.`]),
      ...(merged.cells === 0 ? [] : [sayMerged(proposal)]),
      ...remarks,
      `Written to ${file}. Correct it, and give it by --map ${file}.`,
    ],
  };
}

function sayMerged({ form, columns, fields, merged }: UploadProposal): string {
  const found = columns.filter(({ position }) => merged.columns.includes(position));
  const naming = found.filter(({ field }) => fields.some((one) => one.field === field && one.naming));
  const names = (of: typeof found): string => of.map(({ header }) => header).join(', ');
  const filled =
    naming.length === 0
      ? 'None of them is filled: they name nothing.'
      : form.fillMerged === false
        ? 'They are not filled.'
        : `Filled: ${names(naming)}.`;
  return `${count(merged.cells, 'merged cell')} in ${names(found)}. ${filled}`;
}
