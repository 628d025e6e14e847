import { useTranslation } from 'react-i18next';
import type { uploadsWords } from '../locales/en/uploads.ts';

type Known = keyof typeof uploadsWords.upload.field;

/** A field in words; of one that is new to us, its own name. */
export function useFieldWords(): (field: string) => string {
  const { t } = useTranslation();
  return (field) => t(`upload.field.${field as Known}`, { defaultValue: field });
}
