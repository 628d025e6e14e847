import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from './time.ts';

/** Writes whole numbers with the language's separators. */
export function useFigures(): (value: number) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(localeOf(i18n.language));
    return (value) => format.format(value);
  }, [i18n.language]);
}
