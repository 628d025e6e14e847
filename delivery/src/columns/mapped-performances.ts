import type { DeliveredPerformance } from '../records/delivered.ts';
import type { MappedSource } from './mapped-source.ts';
import { createPerformanceReader } from './told-performances.ts';

/** Performances of an export, one a line. */
export async function* mappedPerformances(source: MappedSource): AsyncGenerator<DeliveredPerformance> {
  const read = createPerformanceReader(source);
  for await (const block of source.lines) {
    for (const { line, cells } of block) {
      const performance = read.performance(cells, line);
      if (performance !== null) yield performance;
    }
  }
}
