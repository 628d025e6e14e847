import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';

interface LastSeenProps {
  readonly at: string | null;
  readonly zone: string;
}

/** When somebody was here last; of whoever has not signed in so far, that. */
export function LastSeen({ at, zone }: LastSeenProps) {
  const { t } = useTranslation();
  return at === null ? t('time.never') : <Moment at={at} zone={zone} form="relative" />;
}
