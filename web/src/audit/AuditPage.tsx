import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { useChosen } from '../organisations/use-chosen.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { AuditTrail } from './AuditTrail.tsx';
import { VerifySection } from './VerifySection.tsx';

/** Who did what, when and from where: an organisation's own, or all of it for whoever runs the platform. */
export function AuditPage() {
  const { t } = useTranslation();
  const session = useSession();
  const chosen = useChosen();
  const seesAll = session.may.includes('listAudit');
  return (
    <>
      <PageHeading title={t('audit.title')} below={t('audit.lead')}>
        {t('audit.title')}
      </PageHeading>
      {seesAll && chosen === null ? (
        <AuditTrail organisation={null} zone="UTC" />
      ) : (
        <OfOrganisation needs="listAudit">
          {({ slug, zone }) => <AuditTrail key={slug} organisation={slug} zone={zone} />}
        </OfOrganisation>
      )}
      <VerifySection mayVerify={mayCall(session, 'verifyAudit')} />
    </>
  );
}
