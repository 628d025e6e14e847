import { type Cell, plainText } from '@illuminate/delivery';
import { formatWall } from '@illuminate/model';

/** What a cell says, on one line; nothing for what is an error of the spreadsheet. Of a date without a time the day alone. */
export function textOfCell(cell: Cell): string {
  if (typeof cell !== 'object' || cell === null) return plainText(cell).replaceAll(/\s+/g, ' ');
  return 'wall' in cell ? formatWall(cell.wall).replace(/ 00:00$/, '') : '';
}
