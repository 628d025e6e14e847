import type { Cell } from '@illuminate/delivery';
import { formatWall } from '@illuminate/model';
import { dayOfSerial, type ReadDays, readDays } from './read-days.ts';
import { textOfCell } from './text-of-cell.ts';

/** The days that a cell says, if it says their year. */
export function daysOfCell(cell: Cell): ReadDays | null {
  if (typeof cell === 'object' && cell !== null && 'wall' in cell) {
    const day = formatWall(cell.wall).slice(0, 10);
    return { from: day, to: day };
  }
  const serial = typeof cell === 'number' ? dayOfSerial(cell) : null;
  return serial === null ? readDays(textOfCell(cell)) : { from: serial, to: serial };
}
