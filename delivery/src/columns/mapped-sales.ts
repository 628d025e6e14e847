import type { Delivered, DeliveredPerformance } from '../records/delivered.ts';
import { mappedOrders } from './mapped-orders.ts';
import type { MappedSource } from './mapped-source.ts';
import { createPerformanceReader } from './told-performances.ts';

/** Orders of an uploaded file, behind the performances that its lines tell of in words. */
export async function* mappedSales(source: MappedSource): AsyncGenerator<Iterable<Delivered>> {
  const read = createPerformanceReader(source);
  const told = new Map<string, DeliveredPerformance>();
  // Numbers that are made from names and beginnings have one of each.
  const hasNumbers = source.columns.has('performance_id');
  const performanceOf: MappedSource['performanceOf'] = (cells, line) => {
    const id = read.id(cells);
    if (id === null || !read.tells || source.reader.wrong > 0) return id;
    const known = told.get(id);
    if (known !== undefined) {
      if (hasNumbers && read.begins(cells) !== known.startsAt) anotherBeginning();
      return id;
    }
    const performance = read.performance(cells, line);
    if (performance !== null) told.set(id, performance);
    return id;
  };
  /** One number of two performances would make one of them. */
  function anotherBeginning(): void {
    const { columns, reader } = source;
    const field = columns.get('performance_id')?.[0]?.header ?? 'performance_id';
    reader.faultToMend(
      `The field ${field} has the number of a performance that begins at another time on an earlier line.`,
      { field, nextStep: 'If the column numbers events and not performances, say so in the step before.' },
    );
  }
  const orders = await mappedOrders({ ...source, performanceOf });
  yield told.values();
  yield orders;
}
