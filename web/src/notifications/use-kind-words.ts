import { useTranslation } from 'react-i18next';
import type { outboxWords } from '../locales/en/outbox.ts';

type Known = keyof typeof outboxWords.outbox.kinds;

/** A kind of mail in words; of one that is new to us, its own name. */
export function useKindWords(): (template: string) => string {
  const { t } = useTranslation();
  return (template) => t(`outbox.kinds.${template as Known}`, { defaultValue: template });
}
