import { EACH_ITS_OWN, type Format, type ReportResult } from '@illuminate/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../ui/time.ts';

type Cell = ReportResult['rows'][number][number];
type CellType = ReportResult['columns'][number]['type'];

export type WriteCell = (cell: Cell, type: CellType, format?: Format | null) => string;

/** Writes a report's cells in the reader's language and as its column asks: "–" for nothing, 0 for zero, no sign where each row has a currency of its own. */
export function useCells(currency: string): WriteCell {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const locale = localeOf(i18n.language);
    const figures = (digits: number, options: Intl.NumberFormatOptions = {}) =>
      new Intl.NumberFormat(locale, { ...options, minimumFractionDigits: digits, maximumFractionDigits: digits });
    const whole = figures(0);
    const decimal = figures(2);
    const percent = figures(1);
    const isEach = currency === EACH_ITS_OWN;
    const money = isEach ? decimal : new Intl.NumberFormat(locale, { style: 'currency', currency });
    const wholeMoney = isEach ? whole : figures(0, { style: 'currency', currency });
    return (cell, type, format = null) => {
      if (cell === null || cell === '') return t('time.none');
      const isWhole = format === 'whole';
      switch (type) {
        case 'integer':
          return whole.format(Number(cell));
        case 'decimal':
          return (isWhole ? whole : decimal).format(Number(cell));
        case 'percent':
          return t('reports.percent', { value: (isWhole ? whole : percent).format(Number(cell) * 100) });
        case 'money':
          return (isWhole ? wholeMoney : money).format(Number(cell));
        case 'wall': {
          // "YYYY-MM-DD HH:MM", as everywhere; the day or the time alone where that is asked.
          const text = String(cell);
          return format === 'date' ? text.slice(0, 10) : format === 'time' ? text.slice(11, 16) : text;
        }
        case 'boolean':
          return t(cell === true ? 'reports.yes' : 'reports.no');
        case 'weekday':
          return t(`reports.weekdays.${String(cell) as '1'}`);
        default:
          return String(cell);
      }
    };
  }, [t, i18n.language, currency]);
}
