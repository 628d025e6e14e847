import type { UploadCheck } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { dayOrInstantInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import { useMoney } from './use-money.ts';

type Totals = UploadCheck['totals'];

/** The sums of an upload by name, those that it has. */
export function useTotals(zone: string): (totals: Totals) => { readonly name: string; readonly value: string }[] {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const money = useMoney();
  return ({ orders, tickets, performances, counts, amounts, from, to }) => [
    ...(orders > 0 ? [{ name: t('upload.orders'), value: figures(orders) }] : []),
    ...(tickets > 0 ? [{ name: t('upload.tickets'), value: figures(tickets) }] : []),
    ...(performances > 0 ? [{ name: t('upload.performances'), value: figures(performances) }] : []),
    ...(counts > 0 ? [{ name: t('upload.countsOf'), value: figures(counts) }] : []),
    ...Object.entries(amounts).map(([currency, amount]) => ({
      name: t('upload.takings'),
      value: money(amount, currency),
    })),
    ...(from === null ? [] : [{ name: t('upload.from'), value: dayOrInstantInWords(from, zone, i18n.language) }]),
    ...(to === null ? [] : [{ name: t('upload.to'), value: dayOrInstantInWords(to, zone, i18n.language) }]),
  ];
}
