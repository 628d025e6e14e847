import type { SortedTicketType } from '@illuminate/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../ui/time.ts';

/** Says between which prices a type was sold: one amount, two, or "–" where it never was. */
export function usePrices(currency: string): (item: Pick<SortedTicketType, 'lowest' | 'highest'>) => string {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const money = new Intl.NumberFormat(localeOf(i18n.language), { style: 'currency', currency });
    return ({ lowest, highest }) => {
      if (lowest === null || highest === null) return t('time.none');
      if (lowest === highest) return money.format(Number(lowest));
      return t('ticketTypes.range', { lowest: money.format(Number(lowest)), highest: money.format(Number(highest)) });
    };
  }, [t, i18n.language, currency]);
}
