import { useTranslation } from 'react-i18next';
import { localeOf } from '../ui/time.ts';

/** Writes an amount, which comes as decimal text, in its currency; of a change also its sign. */
export function useMoney(): (amount: string, currency: string, isChange?: boolean) => string {
  const { i18n } = useTranslation();
  return (amount, currency, isChange = false) =>
    new Intl.NumberFormat(localeOf(i18n.language), {
      style: 'currency',
      currency,
      signDisplay: isChange ? 'exceptZero' : 'auto',
    }).format(Number(amount));
}
