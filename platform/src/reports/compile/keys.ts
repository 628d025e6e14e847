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

/** Rows are grouped by what is quick to work out for each of them; what is shown is worked out once a group. */
export interface CompiledKey {
  readonly grouped: string;
  /** Over the name that has been given to it. */
  readonly shown: (name: string) => string;
}

/** A key as expressions; null, with the fault told, where a field cannot be grouped so. */
export function compileKey(scope: Scope, field: Field, { by, band }: ReportKey, path: string): CompiledKey | null {
  if (!BY_OF[field.type].includes(by)) {
    scope.wrong.push({ path: `${path}.by`, message: `${field.label} is grouped by ${BY_OF[field.type].join(', ')}` });
    return null;
  }
  const value = scope.expression(field);
  if (by === 'band') return compileBand(scope, field, value, band, path);
  if (by === 'value') return { grouped: value, shown: same };
  return byTime(scope, value, by);
}

const same = (name: string): string => name;

function byTime(scope: Scope, value: string, by: Exclude<By, 'value' | 'band'>): CompiledKey {
  switch (by) {
    case 'year':
      return { grouped: `year(${value})`, shown: same };
    case 'financial-year': {
      const start = scope.setting.financialYearStart;
      if (start === 1) return { grouped: `year(${value})`, shown: (name) => `${name}::VARCHAR` };
      return {
        grouped: `(year(${value}) - (month(${value}) < ${Number(start)})::BIGINT)`,
        shown: (name) => `format('{:d}/{:02d}', ${name}, (${name} + 1) % 100)`,
      };
    }
    case 'quarter':
      return {
        grouped: `(year(${value}) * 4 + quarter(${value}) - 1)`,
        shown: (name) => `format('{:d} Q{:d}', ${name} // 4, ${name} % 4 + 1)`,
      };
    case 'month':
      return {
        grouped: `(year(${value}) * 12 + month(${value}) - 1)`,
        shown: (name) => `format('{:04d}-{:02d}', ${name} // 12, ${name} % 12 + 1)`,
      };
    case 'week':
      return {
        grouped: `date_trunc('week', ${value}::DATE)`,
        shown: (name) => `strftime(${name}, '%Y-%m-%d')`,
      };
    case 'day':
      return { grouped: `${value}::DATE`, shown: (name) => `strftime(${name}, '%Y-%m-%d')` };
    case 'weekday':
      return { grouped: `isodow(${value})`, shown: same };
    case 'hour':
      return { grouped: `hour(${value})`, shown: same };
  }
}

function compileBand(
  scope: Scope,
  field: Field,
  value: string,
  band: number | undefined,
  path: string,
): CompiledKey | null {
  const scale = field.type === 'money' ? 10 ** currencyDigits(scope.setting.currency) : 1;
  const width = Math.round((band ?? 0) * scale);
  if (width < 1) {
    scope.wrong.push({ path: `${path}.band`, message: 'how wide is a band? It needs a number above zero' });
    return null;
  }
  if (!Number.isSafeInteger(width)) {
    scope.wrong.push({ path: `${path}.band`, message: 'is wider than any figure is' });
    return null;
  }
  const bound = `${BigInt(width)}::BIGINT`;
  return { grouped: `floor(${value}::DOUBLE / ${bound})::BIGINT`, shown: (name) => `(${name} * ${bound})` };
}
