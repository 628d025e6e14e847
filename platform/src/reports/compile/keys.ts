import type { By, Format, ReportKey } from '@illuminate/contract';
import { currencyDigits } from '@illuminate/model';
import type { Field, FieldType } from '../registry/registry-types.ts';
import type { Scope } from './statement.ts';

/** What values of a type may be grouped by. */
export const BY_OF: Readonly<Record<FieldType, readonly By[]>> = {
  text: ['value'],
  id: ['value'],
  choice: ['value'],
  boolean: ['value'],
  integer: ['value', 'band'],
  money: ['value', 'band'],
  wall: ['value', 'year', 'financial-year', 'quarter', 'month', 'week', 'day', 'weekday', 'hour'],
};

/** What a grouped column's cells are; `period` is a text that sorts by time, such as 2025/26, 2025 Q1, 2025-04. */
export type CellType = FieldType | 'decimal' | 'percent' | 'period' | 'weekday';

/** What cells of a type may be shown as, beside what they are. */
export const FORMATS_OF: Readonly<Record<CellType, readonly Format[]>> = {
  text: [],
  id: [],
  choice: [],
  boolean: [],
  integer: [],
  period: [],
  weekday: [],
  wall: ['date', 'time'],
  money: ['whole'],
  decimal: ['whole'],
  percent: ['whole'],
};

/** The type of a key's cells. */
export function keyType(field: Field, by: By): CellType {
  if (by === 'value' || by === 'band') return field.type;
  if (by === 'weekday') return 'weekday';
  return by === 'hour' || by === 'year' ? 'integer' : 'period';
}

/** The expression of a key; null, with the fault told, where a field cannot be grouped so. */
export function compileKey(scope: Scope, field: Field, { by, band }: ReportKey, path: string): string | null {
  if (!BY_OF[field.type].includes(by)) {
    scope.wrong.push({ path: `${path}.by`, message: `${field.label} is grouped by ${BY_OF[field.type].join(', ')}` });
    return null;
  }
  const value = scope.expression(field);
  switch (by) {
    case 'value':
      return value;
    case 'year':
      return `year(${value})`;
    case 'financial-year': {
      const start = scope.setting.financialYearStart;
      if (start === 1) return `year(${value})::VARCHAR`;
      const first = `year(${value} - to_months(${scope.bind(start - 1)}::INTEGER))`;
      return `format('{:d}/{:02d}', ${first}, (${first} + 1) % 100)`;
    }
    case 'quarter':
      return `format('{:d} Q{:d}', year(${value}), quarter(${value}))`;
    case 'month':
      return `strftime(${value}, '%Y-%m')`;
    case 'week':
      return `strftime(date_trunc('week', ${value}), '%Y-%m-%d')`;
    case 'day':
      return `strftime(${value}, '%Y-%m-%d')`;
    case 'weekday':
      return `isodow(${value})`;
    case 'hour':
      return `hour(${value})`;
    case 'band': {
      const scale = field.type === 'money' ? 10 ** currencyDigits(scope.setting.currency) : 1;
      const width = Math.round((band ?? 0) * scale);
      if (width < 1) {
        scope.wrong.push({ path: `${path}.band`, message: 'how wide is a band? It needs a number above zero' });
        return null;
      }
      const bound = `${scope.bind(BigInt(width))}::BIGINT`;
      return `(floor(${value}::DOUBLE / ${bound})::BIGINT * ${bound})`;
    }
  }
}
