import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';

interface SentNoticeProps {
  readonly sent: { readonly sentTo: string; readonly hours: number };
  readonly onAgain: () => void;
}

/** After a form that is confirmed by mail. */
export function SentNotice({ sent, onAgain }: SentNoticeProps) {
  const { t } = useTranslation();
  return (
    <Notice tone="ok" title={t('ask.sentTitle')} announced="in-time">
      <p>{t('ask.sent', { email: sent.sentTo })}</p>
      <p>{t('ask.sentHours', { hours: sent.hours })}</p>
      <div>
        <Button onClick={onAgain}>{t('ask.again')}</Button>
      </div>
    </Notice>
  );
}
