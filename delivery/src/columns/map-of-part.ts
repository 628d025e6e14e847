import { DeliveryFault } from '../fault.ts';
import type { PartDescription } from '../manifest.ts';
import { type ColumnMap, columnMapSchema } from './column-map.ts';

/** The map through which a part is read. @throws DeliveryFault part-unreadable if there is none, or it is for other files */
export function mapOfPart(
  columnMap: unknown,
  { kind, format, part }: Pick<PartDescription, 'kind' | 'format' | 'part'>,
): ColumnMap {
  const unfit = (what: string): DeliveryFault =>
    new DeliveryFault({
      code: 'part-unreadable',
      what,
      part,
      whoActs: 'organisation',
      nextStep: 'Set the map that this file needs: illuminate connections columns set CONNECTION --file MAP.json.',
    });
  if (columnMap === undefined || columnMap === null) {
    throw unfit(`The connection has no column map for ${kind}, so columns of its own cannot be read.`);
  }
  const { success, data: map } = columnMapSchema.safeParse(columnMap);
  if (!success) throw unfit(`The column map for ${kind} was made for another version of Illuminate.`);
  if (map.records !== kind) throw unfit(`The column map is for ${map.records}; the part holds ${kind}.`);
  if (map.file.type !== format) throw unfit(`The column map is for ${map.file.type} files; the part is ${format}.`);
  return map;
}
