import { useTranslation } from 'react-i18next';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { BookerSection } from './BookerSection.tsx';
import { DeletionsSection } from './DeletionsSection.tsx';
import { RetentionSection } from './RetentionSection.tsx';

/** What an organisation decides about its data. The address says whose: what is done here cannot be undone, so nobody's is taken for another's. */
export function PrivacyPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('privacy.title')} below={t('privacy.lead')}>
        {t('privacy.title')}
      </PageHeading>
      <OfOrganisation needs="showRetention">
        {(organisation) => (
          <>
            {/* Nothing that was typed for one organisation may stay when another is chosen. */}
            <RetentionSection key={`retention ${organisation.slug}`} organisation={organisation} />
            <BookerSection key={`booker ${organisation.slug}`} organisation={organisation} />
            <DeletionsSection key={`deletions ${organisation.slug}`} organisation={organisation} />
          </>
        )}
      </OfOrganisation>
    </>
  );
}
