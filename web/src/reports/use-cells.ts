import type { Output } from '@illuminate/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../ui/time.ts';

type Report = Output<'runReadyReport'>;
type Cell = Report['rows'][number][number];
type CellType = Report['columns'][number]['type'];

/** Writes a report's cells in the reader's language: "–" for nothing, 0 for zero. */
export function useCells(currency: string): (cell: Cell, type: CellType) => string {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const locale = localeOf(i18n.language);
    const whole = new Intl.NumberFormat(locale);
    const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const percent = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return (cell, type) => {
      if (cell === null || cell === '') return t('time.none');
      switch (type) {
        case 'integer':
          return whole.format(Number(cell));
        case 'decimal':
          return decimal.format(Number(cell));
        case 'percent':
          return t('reports.percent', { value: percent.format(Number(cell) * 100) });
        case 'money':
          return money.format(Number(cell));
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
