import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import './print-footer.css';

/** The foot of every printed page: the report's name and how fresh its data is. Margins of a page take text from a variable only. */
export function PrintFooter({ name, asOf }: { readonly name: string; readonly asOf: string }) {
  const { t } = useTranslation();
  const text = t('results.printed', { name, asOf });
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--page-foot', JSON.stringify(text));
    return () => {
      style.removeProperty('--page-foot');
    };
  }, [text]);
  return null;
}
