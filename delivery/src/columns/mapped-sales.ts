import type { Delivered, DeliveredPerformance } from '../records/delivered.ts';
import { mappedOrders } from './mapped-orders.ts';
import type { MappedSource } from './mapped-source.ts';
import { createPerformanceReader } from './told-performances.ts';

/** Orders of an uploaded file, behind the performances that its lines tell of in words. */
export async function* mappedSales(source: MappedSource): AsyncGenerator<Iterable<Delivered>> {
  const read = createPerformanceReader(source);
  const told = new Map<string, DeliveredPerformance>();
  const performanceOf: MappedSource['performanceOf'] = (cells, line) => {
    const id = read.id(cells);
    if (id === null || !read.tells || told.has(id) || source.reader.wrong > 0) return id;
    const performance = read.performance(cells, line);
    if (performance !== null) told.set(id, performance);
    return id;
  };
  const orders = await mappedOrders({ ...source, performanceOf });
  yield told.values();
  yield orders;
}
