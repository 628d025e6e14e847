import type { Group, ReportDefinition } from '@illuminate/contract';
import { DATASETS } from './registry/datasets.ts';
import { FIELD_BY_ID } from './registry/fields.ts';

const labelOf = (id: string): string => FIELD_BY_ID.get(id)?.label ?? id;
const isDate = (id: string): boolean => FIELD_BY_ID.get(id)?.type === 'wall';

/**
 * "Which date?": said where a report of a kind with dates is bounded by none, by one that is easily taken for another, or by another
 * than it is shown by. Without an output nothing is said of what is shown.
 */
export function sayWarnings({
  type,
  criteria,
  output,
}: Pick<ReportDefinition, 'type' | 'criteria'> & Partial<Pick<ReportDefinition, 'output'>>): string[] {
  const { dates, label } = DATASETS[type];
  const bounding = [...new Set(boundsOf(criteria))];
  if (bounding.length === 0) {
    const names = dates.map(labelOf).join(' or ');
    return [`No date is asked for, so all of history counts. ${label} reports are usually bounded by ${names}.`];
  }
  const warnings: string[] = [];
  if (bounding.includes('order.changed') && !bounding.includes('order.placed')) {
    warnings.push(
      `${labelOf('order.changed')} is no date of sale: an order sold long ago is in here if it was changed then. For when it was sold, ask for ${labelOf('order.placed')}.`,
    );
  }
  const shown =
    output?.mode === 'grouped' ? output.keys.map(({ field }) => field).filter((id) => dates.includes(id)) : [];
  const asked = bounding.filter((id) => dates.includes(id));
  const other = shown.find((id) => !bounding.includes(id));
  if (other !== undefined && asked.length > 0) {
    warnings.push(
      `Asked by ${asked.map(labelOf).join(' and ')}, shown by ${labelOf(other)}: the figures of a day or month of ${labelOf(other)} are those within what is asked alone, and no whole ones.`,
    );
  }
  return warnings;
}

/** Dates that leave rows out: where one of several may match, only if each alternative has one. */
function boundsOf({ match, items }: Group): string[] {
  const bounds = items.map((item) => {
    if ('field' in item) return isDate(item.field) && item.op !== 'notBlank' ? [item.field] : [];
    return 'has' in item ? [] : boundsOf(item);
  });
  if (match === 'any' && bounds.some((fields) => fields.length === 0)) return [];
  return bounds.flat();
}
