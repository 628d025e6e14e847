import type { InvitationMade } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Commands } from '../ui/Commands.tsx';
import { Notice } from '../ui/Notice.tsx';
import { instantInWords } from '../ui/time.ts';

interface InvitationMadeNoticeProps {
  readonly made: InvitationMade;
  readonly zone: string;
}

/** What has become of an invitation: on its way by mail, or a link that is shown this once. */
export function InvitationMadeNotice({ made: { link, email, expiresAt }, zone }: InvitationMadeNoticeProps) {
  const { t, i18n } = useTranslation();
  const until = instantInWords(expiresAt, zone, i18n.language);
  return (
    <Notice tone="ok" announced="in-time" title={t('people.invite.madeTitle', { email })}>
      <p>{link === null ? t('people.invite.sent', { until }) : t('people.invite.passOn', { until })}</p>
      {link === null ? null : <Commands text={link} copyLabel={t('people.invite.copyLink')} />}
    </Notice>
  );
}
