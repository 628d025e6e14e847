import { parseDecimal } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';
import type { DeliveredCount, DeliveredPerformance } from '../records/delivered.ts';
import type { Cell, Line } from './cells.ts';
import type { MappedSource } from './mapped-source.ts';
import { createPerformanceReader } from './told-performances.ts';

/** Lines that say how many tickets a performance sold, on one day or in all; each after its performance, where it is told first. */
export async function* mappedCounts(source: MappedSource): AsyncGenerator<DeliveredPerformance | DeliveredCount> {
  const { map, lines, columns, cells: read, reader, currency } = source;
  const performances = createPerformanceReader(source);
  const [tickets, income, inCurrency] = ['tickets', 'income', 'currency'].map((field) => columns.get(field)?.[0]);
  /** Of several columns, such as one of adults and one of children, the sum; what is empty among them is none. */
  const soldOf = (cells: readonly Cell[]): number | null =>
    (columns.get('tickets') ?? [])
      .map((column) => read.count(cells[column.at], column))
      .reduce((sum, count) => (count === null ? sum : (sum ?? 0) + count), null);
  const countedOn = columns.get('counted_on');
  const known = new Set<string>();
  const seen = new Set<string>();
  for await (const { line, cells } of eachOf(lines)) {
    const performance = performances.performance(cells, line);
    if (performance === null) continue;
    reader.begin(line);
    const unit =
      inCurrency === undefined ? (map.constants.currency ?? null) : read.text(cells[inCurrency.at], inCurrency);
    const money = (unit ?? currency).toUpperCase();
    if (!isCurrency(money)) reader.invalid(inCurrency?.header ?? 'currency', 'a currency such as "GBP"', unit);
    const sold = soldOf(cells);
    if (sold === null && reader.wrong === 0) reader.invalid(tickets?.header ?? 'tickets', 'there on every line', '');
    if ((sold ?? 0) < 0 && tickets !== undefined) {
      reader.faultToMend(`The field ${tickets.header} is below zero.`, {
        field: tickets.header,
        nextStep: 'Take it off the line of its performance, and this line out of the file.',
      });
    } else if ((sold ?? 0) > 10_000_000) {
      reader.invalid(tickets?.header ?? 'tickets', 'a whole number from 0 to 10000000', 'text');
    }
    const took = income === undefined || reader.wrong > 0 ? null : read.amount(cells[income.at], income, money);
    const on = countedOn === undefined ? null : read.instant(cells, countedOn);
    if (reader.wrong > 0) continue;
    const id = `${performance.id}${on === null ? '' : `/${new Date(on).toISOString().slice(0, 16)}`}`;
    if (seen.has(id)) {
      reader.faultToMend('The same performance, on the same day, stands on an earlier line already.', {
        nextStep:
          'Add its lines up into one, such as what was sold online and at the door; or say which column has the time, if they are two performances.',
      });
      continue;
    }
    seen.add(id);
    if (!known.has(performance.id)) {
      known.add(performance.id);
      yield performance;
    }
    const incomeMinor = took === null ? null : parseDecimal(took, money);
    yield {
      kind: 'count',
      row: line,
      id,
      performance: performance.id,
      countedOn: on,
      tickets: sold ?? 0,
      incomeMinor,
      currency: money,
    };
  }
}

async function* eachOf(blocks: AsyncIterable<readonly Line[]>): AsyncGenerator<Line> {
  for await (const block of blocks) yield* block;
}
