import type { Output } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';

interface SentNoticeProps {
  readonly sent: Output<'submitRequest'>;
  readonly onAgain: () => void;
}

/** After a form that is confirmed by mail. */
export function SentNotice({ sent, onAgain }: SentNoticeProps) {
  const { t } = useTranslation();
  return (
    <Notice tone="ok" title={sent.mailGoesOut ? t('ask.sentTitle') : t('ask.unsentTitle')} announced="in-time">
      {sent.mailGoesOut ? (
        <>
          <p>{t('ask.sent', { email: sent.sentTo })}</p>
          <p>{t('ask.sentHours', { hours: sent.hours })}</p>
        </>
      ) : (
        <p>{t('ask.unsent', { email: sent.sentTo })}</p>
      )}
      <div>
        <Button onClick={onAgain}>{t('ask.again')}</Button>
      </div>
    </Notice>
  );
}
