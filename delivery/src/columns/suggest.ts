import { type Cell, isEmpty, plainText } from './cells.ts';
import { COLUMN_MAP_FORMAT, type ColumnMap, type ColumnMapInput, DROP, type MappedColumn } from './column-map.ts';
import { DAY_NUMBERS } from './date-pattern.ts';
import { derivedOf, type FieldName, fieldsOf, formOf, type RecordKind } from './fields.ts';
import { areGroupedByPoint, type DateGuess, guessDate, guessNumbers } from './guess-forms.ts';
import { guessFields, guessKind } from './header-guesses.ts';
import { personalByName, personalByValues } from './looks-personal.ts';
import { normalHeader, withoutEmptyEnd } from './normal-header.ts';
import { isBesideWhatIsOn, mayBeOfPeople } from './perhaps-people.ts';
import { audiencesAmong, withAudiences } from './suggest-audiences.ts';
import { withEventIds } from './suggest-event-ids.ts';
import { withFigures } from './suggest-figures.ts';
import { areDayAndTime, type Says, withOtherHalf, withWholeBeginning } from './suggest-halves.ts';
import { isNamesAgain, sayHeadings } from './suggest-headings.ts';
import { sayWorkedOut, withPaid } from './suggest-totals.ts';

export interface Sample {
  readonly file: ColumnMap['file'];
  readonly headers: readonly string[];
  /** The line of names as it is: of a workbook, dates may be among them. */
  readonly headerCells?: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface SuggestOptions {
  /** Of the organisation, whose wall time an export is taken to be in. */
  readonly zone: string;
  /** Left out: what the columns look like. */
  readonly kind?: RecordKind;
  /** Said by a person; left out: found. */
  readonly decimal?: '.' | ',' | undefined;
}

export interface Suggestion {
  /** Not checked: what is missing is said in `remarks`. */
  readonly map: ColumnMapInput;
  /** What a person has to look at, in sentences without a value of the data. */
  readonly remarks: readonly string[];
}

const USED: Readonly<Partial<Record<FieldName, string>>> = {
  customer_id: 'personal: becomes a pseudonym before anything is stored; declare customer.id in the manifest',
  customer_postcode:
    'personal: becomes its sector before anything is stored; declare customer.postcode in the manifest',
  customer_country: 'personal: declare customer.country in the manifest',
};

/** Proposes a map from the names of columns and the look of some rows. It is a proposal: nothing applies it by itself. */
export function suggestColumnMap(
  { file, headers, rows: all }: Sample,
  { zone, kind: asked, decimal }: SuggestOptions,
): Suggestion {
  const names = withoutEmptyEnd(headers);
  const rows = all.filter((row) => isOfItsOwn(row, names));
  const kind = asked ?? guessKind(names.map(normalHeader));
  const remarks: string[] = [];
  const valuesOf = (at: number): string[] => rows.map((row) => plainText(row[at])).filter((text) => text !== '');
  const wallsOf = (at: number): number[] =>
    rows.flatMap((row) => (typeof row[at] === 'object' && row[at] !== null && 'wall' in row[at] ? [row[at].wall] : []));
  const hasDates = (at: number): boolean => wallsOf(at).length > 0;
  const isTimed = (at: number): boolean => wallsOf(at).some((wall) => wall % DAY_MS !== 0);
  const textsOf = (at: number): string[] =>
    rows.flatMap((row) => (typeof row[at] === 'string' && row[at].trim() !== '' ? [row[at]] : []));
  const saysOf = (at: number): Says => saidByCells(rows.map((row) => row[at])) ?? saidByTexts(valuesOf(at));
  const hasDay = (at: number): boolean =>
    hasDates(at) ? saysOf(at) !== 'time' : /Y/.test(guessDate(valuesOf(at))?.pattern ?? '');
  const columns: MappedColumn[] = names.map((header) => ({ header: header.trim(), field: DROP }));
  const say = (at: number, column: Omit<MappedColumn, 'header'>): void => {
    columns[at] = { header: names[at]?.trim() ?? '', ...column };
  };

  // The surest guess of every column first, so that a column which could be two fields leaves the other to whoever is only that.
  const taken = new Map<FieldName, number>();
  const audiences = audiencesAmong(names, { kind, valuesOf });
  const guesses = names.map((header, at) =>
    audiences.includes(at) || isBesideWhatIsOn(header, names, kind) ? [] : guessFields(normalHeader(header), kind),
  );
  for (let rank = 0; rank < Math.max(0, ...guesses.map(({ length }) => length)); rank += 1) {
    for (const [at, fields] of guesses.entries()) {
      const field = fields[rank];
      if (field === undefined || columns[at]?.field !== DROP) continue;
      const other = taken.get(field);
      const isTime =
        other !== undefined && formOf(kind, field) === 'instant' && areDayAndTime(saysOf(other), saysOf(at));
      if (other !== undefined && !isTime) continue;
      taken.set(field, other ?? at);
      say(at, { field, ...(USED[field] === undefined ? {} : { note: USED[field] }) });
    }
  }
  if (kind === 'sales' && !taken.has('starts_at')) withDateOfPerformance(columns, { taken, guesses, saysOf });
  withPerformance(columns, { taken, kind, valuesOf });
  if (kind === 'sales') withSeats(columns, { taken, valuesOf });
  withWholeBeginning(columns, { kind, taken, guesses, saysOf, hasDay });
  withAudiences(columns, audiences, { taken, kind, rows, remarks });
  withPaid(columns, { taken, kind, rows, remarks });
  if (kind !== 'orders' && kind !== 'performances') {
    withOtherHalf(columns, { kind, taken, guesses, saysOf, remarks });
    withEventIds(columns, { taken, guesses, rows });
  }
  const paid = taken.get('ticket_total');
  if (kind === 'sales' && paid !== undefined && taken.has('quantity')) {
    remarks.push(
      `“${names[paid]?.trim()}” is taken for what all tickets of a line cost together, and is shared out among them.`,
    );
  }
  for (const [at, column] of columns.entries()) {
    const look = personalByValues(valuesOf(at));
    const isExpected = column.field in USED;
    if (column.field !== DROP && (look === null || isExpected)) continue;
    const byName = personalByName(normalHeader(column.header));
    const isPerhaps = () => mayBeOfPeople({ header: column.header, values: valuesOf(at) }, names, kind);
    const looks = byName ?? look ?? (column.field === DROP && isPerhaps() ? 'names of people' : null);
    say(at, { field: DROP, note: looks === null ? 'no field of the format' : `looks personal: ${looks}` });
  }

  withFigures(columns, { kind, guesses, valuesOf, remarks });
  const fields = new Set(columns.map(({ field }) => field));
  const numbers = withNumbers(columns, { kind, valuesOf, rows, remarks, decimal });
  const pattern = withDates(columns, { kind, valuesOf, textsOf, isTimed, hasDates, saysOf, remarks });
  withMeanings(columns, { valuesOf, remarks });
  if (kind === 'sales' || kind === 'counts') sayHeadings({ headers: names, rows: all, fields, remarks });
  const derive = derivedOf(kind, fields);
  for (const [field, { required }] of Object.entries(fieldsOf(kind))) {
    if (required && !fields.has(field) && !(derive as readonly string[]).includes(field)) {
      remarks.push(`No column looks like ${field}, which is required: say which one it is.`);
    }
  }
  if (kind === 'sales' && !fields.has('quantity') && !fields.has('ticket_id') && !fields.has('seat'))
    remarks.push('No column says how many tickets a line stands for: each line counts as one.');
  if (derive.includes('ticket_total')) sayWorkedOut(columns, remarks);
  const countsTypes = columns.filter(({ field }) => field === 'quantity').length > 1;
  if (kind === 'sales' && !fields.has('ticket_type') && !countsTypes)
    remarks.push('No column says of which type a ticket is.');
  if (derive.includes('ticket_id'))
    remarks.push('The file has no number of each ticket; it is made from order, performance and seat.');
  if (derive.includes('order_total'))
    remarks.push('The file has no total of the order; it is the sum of its tickets, donations and charges.');
  if (derive.includes('changed_at'))
    remarks.push('The file does not say when an order was changed; it is taken to be when it was placed.');
  return {
    map: {
      format: COLUMN_MAP_FORMAT,
      records: kind,
      file,
      dates: { pattern, zone },
      numbers,
      columns,
      ...(derive.length === 0 ? {} : { derive }),
    },
    remarks,
  };
}

/** Whether a line is no heading over others, which holds one cell, and not the names of the columns once more. */
const isOfItsOwn = (row: readonly Cell[], names: readonly string[]): boolean =>
  names.length < 3 || (row.filter((cell) => !isEmpty(cell)).length !== 1 && !isNamesAgain(row, names));

/** Beside a column that is surer of when it was bought, a mere “Date” is when it is on, and a mere “Time” goes with it. */
function withDateOfPerformance(
  columns: MappedColumn[],
  given: Pick<DatesOf, 'saysOf'> & {
    readonly taken: Map<FieldName, number>;
    readonly guesses: readonly (readonly FieldName[])[];
  },
): void {
  const { taken, guesses, saysOf } = given;
  const named = (name: string): number => columns.findIndex(({ header }) => normalHeader(header) === name);
  const say = (at: number, field: FieldName): void => {
    columns[at] = { header: columns[at]?.header ?? '', field };
    taken.set(field, at);
  };
  const [date, time] = [named('date'), named('time')];
  const bought = columns.findIndex(
    ({ field }, at) =>
      at !== date &&
      saysOf(at) !== 'time' &&
      (field === 'placed_at' || (field === DROP && guesses[at]?.[0] === 'placed_at')),
  );
  const was = columns[date]?.field;
  if (bought < 0 || (was !== DROP && was !== 'placed_at')) return;
  say(bought, 'placed_at');
  if (columns[time]?.field === DROP && areDayAndTime(saysOf(date), saysOf(time))) say(time, 'starts_at');
  say(date, 'starts_at');
}

const PERFORMANCE = /^(?:performance|perf\.?|session|screening)(?: ?(?:name|title))?$/;

/** A performance is called by what is on or by when it is: its values tell, and a column that is surer of either goes before. */
function withPerformance(
  columns: MappedColumn[],
  given: Pick<Look, 'kind' | 'valuesOf'> & { readonly taken: Map<FieldName, number> },
): void {
  const { taken, kind, valuesOf } = given;
  for (const [at, column] of columns.entries()) {
    if (column.field !== DROP || !PERFORMANCE.test(normalHeader(column.header))) continue;
    const values = valuesOf(at);
    const field = guessDate(values) === null ? 'event_name' : 'starts_at';
    const hasIds = field === 'event_name' && values.every((value) => /^\d+$/.test(value));
    if (!(field in fieldsOf(kind)) || taken.has(field) || hasIds) continue;
    taken.set(field, at);
    columns[at] = { ...column, field };
  }
}

const SEATS = /^(?:seats|places)(?: (?:booked|sold))?$/;
/** More than anybody buys in one go; a number of a seat may be any. */
const MOST_SEATS = 100;

/** “Seats” says which they are, or how many: whole numbers of which many are the same are how many. */
function withSeats(
  columns: MappedColumn[],
  given: Pick<Look, 'valuesOf'> & { readonly taken: Map<FieldName, number> },
): void {
  const { taken, valuesOf } = given;
  const at = columns.findIndex(({ header }) => SEATS.test(normalHeader(header)));
  const column = columns[at];
  if (column === undefined || taken.has('quantity') || (column.field !== 'seat' && column.field !== DROP)) return;
  const values = valuesOf(at);
  const areNumbers = values.every((value) => /^\d{1,3}$/.test(value) && Number(value) <= MOST_SEATS);
  if (values.length === 0 || !areNumbers || (values.length > 2 && new Set(values).size > values.length * 0.75)) return;
  if (column.field === 'seat') taken.delete('seat');
  taken.set('quantity', at);
  columns[at] = { header: column.header, field: 'quantity' };
}

function saidByTexts(texts: readonly string[]): Says {
  const pattern = guessDate(texts)?.pattern ?? '';
  if (pattern === DAY_NUMBERS || (pattern.includes('Y') && !/h|H/.test(pattern))) return 'day';
  return /h|H/.test(pattern) && !pattern.includes('Y') ? 'time' : null;
}

/** A time alone is, to a spreadsheet, a time of the day on which its calendar begins. */
const LAST_OF_EPOCHS = Date.UTC(1904, 0, 2);
const DAY_MS = 86_400_000;

/** What cells that a workbook shows as dates are; null where they are none, or a day and its time in one. */
function saidByCells(cells: readonly (Cell | undefined)[]): Says {
  const walls = cells.flatMap((cell) =>
    typeof cell === 'object' && cell !== null && 'wall' in cell ? [cell.wall] : [],
  );
  if (walls.length === 0) return null;
  if (walls.every((wall) => wall < LAST_OF_EPOCHS)) return 'time';
  return walls.every((wall) => wall % DAY_MS === 0) ? 'day' : null;
}

interface Look {
  readonly kind: RecordKind;
  readonly valuesOf: (at: number) => string[];
  readonly remarks: string[];
}

interface DatesOf {
  /** What was typed, and is no date to the spreadsheet. */
  readonly textsOf: (at: number) => string[];
  readonly isTimed: (at: number) => boolean;
  readonly hasDates: (at: number) => boolean;
  readonly saysOf: (at: number) => Says;
}

/** Gives each column of dates its pattern where it is not the commonest, which is returned. */
function withDates(
  columns: MappedColumn[],
  { kind, valuesOf, textsOf, isTimed, hasDates, saysOf, remarks }: Look & DatesOf,
): string {
  const found = new Map<number, string>();
  const isPaired = (field: string): boolean => columns.filter((one) => one.field === field).length > 1;
  for (const [at, { field, header }] of columns.entries()) {
    if (formOf(kind, field) !== 'instant') continue;
    // Cells need no pattern; which of two columns is the day, and which the time, is told by it.
    const said = hasDates(at) && isPaired(field) ? saysOf(at) : null;
    if (said !== null) found.set(at, said === 'day' ? 'YYYY-MM-DD' : 'HH:mm');
    const typed = hasDates(at) ? guessOfTyped(textsOf(at), { isTimed: said === null && isTimed(at) }) : null;
    if (hasDates(at) && (typed === null || said === 'time')) continue;
    const guess = typed ?? guessDate(valuesOf(at));
    if (guess === null) remarks.push(`How "${header}" writes dates could not be told: say it as \`date\`.`);
    else found.set(at, guess.pattern);
    if (guess?.pattern === DAY_NUMBERS)
      remarks.push(`"${header}" holds days as the numbers that a spreadsheet gives them, and is read so.`);
    if (guess !== null && !/D/.test(guess.pattern) && /M/.test(guess.pattern))
      remarks.push(`"${header}" names months without days: each is taken for its first day.`);
    if (guess?.isAmbiguous === true)
      remarks.push(`No value of "${header}" tells the day from the month; the day is taken to come first.`);
  }
  const counted = new Map<string, number>();
  for (const pattern of found.values()) counted.set(pattern, (counted.get(pattern) ?? 0) + 1);
  const commonest = [...counted].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 'DD/MM/YYYY HH:mm';
  for (const [at, pattern] of found) {
    const column = columns[at];
    if (column !== undefined && pattern !== commonest) columns[at] = { ...column, date: pattern };
  }
  return commonest;
}

/** How days are written that were typed as texts among cells that are dates: without a time only where no cell has one. */
function guessOfTyped(texts: readonly string[], { isTimed }: { readonly isTimed: boolean }): DateGuess | null {
  const guess = guessDate(texts);
  return guess === null || !/D/.test(guess.pattern) || (isTimed && !/[hH]/.test(guess.pattern)) ? null : guess;
}

/** How the file writes numbers. What only whole numbers tell is said. */
function withNumbers(
  columns: readonly MappedColumn[],
  { kind, valuesOf, rows, remarks, decimal: said }: Look & Pick<Sample, 'rows'> & Pick<SuggestOptions, 'decimal'>,
): ColumnMap['numbers'] {
  const of = (isMeant: (column: MappedColumn) => boolean): number[] =>
    columns.flatMap((column, at) => (isMeant(column) ? [at] : []));
  // A workbook's numbers are read as such, however they are shown.
  const textsOf = (at: number): string[] =>
    rows.flatMap((row) => (typeof row[at] === 'string' ? plainText(row[at]) : []));
  const counts = of(({ field }) => formOf(kind, field) === 'count');
  const numbers = guessNumbers({
    amounts: of(({ field }) => formOf(kind, field) === 'amount').flatMap(valuesOf),
    counts: counts.map(textsOf),
    others: of(({ field }) => field === DROP).flatMap(textsOf),
  });
  const decimal = said ?? numbers.decimal;
  if (decimal === ',') {
    for (const at of counts.filter((one) => areGroupedByPoint(textsOf(one)))) {
      remarks.push(
        `“${columns[at]?.header}” holds whole numbers whose thousands are parted by a point: 1.204 is read as 1,204. If that is wrong, say that the decimal sign is a point.`,
      );
    }
  }
  return { ...numbers, decimal };
}

const RETURNED =
  /return|refund|cancel|void|deleted|not attending|annul|rembours|storn|zuruck|zurück|erstatt|dychwel|ad-dal|canslo|devuel|devol|reembols|anulad|rimbors|\breso\b|retour|terugbetaa/i;

/** Columns whose values mean something are given a table of meanings; only few different ones are words of the box office's. */
function withMeanings(columns: MappedColumn[], { valuesOf, remarks }: Omit<Look, 'kind'>): void {
  for (const [at, column] of columns.entries()) {
    const isStatus = column.field === 'ticket_status' || column.field === 'cancelled';
    if (!isStatus) continue;
    const values = [...new Set(valuesOf(at))];
    if (values.length > 12) continue;
    const meant = (value: string): string => {
      const isOver = RETURNED.test(value);
      return column.field === 'ticket_status' ? (isOver ? 'returned' : 'sold') : String(isOver);
    };
    columns[at] = { ...column, values: Object.fromEntries(values.map((value) => [value, meant(value)])) };
    remarks.push(
      `"${column.header}" was read as well as it could be: look at what each of its values means, and add those that are missing.`,
    );
  }
}
