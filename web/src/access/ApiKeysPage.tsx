import type { Organisation } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { ApiKeyForm } from './ApiKeyForm.tsx';
import { ApiKeysTable } from './ApiKeysTable.tsx';
import { apiKeysQuery } from './api-keys-query.ts';

/** The API keys of an organisation: made, shown once, revoked. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('apiKeys.title')} below={t('apiKeys.lead')}>
        {t('apiKeys.title')}
      </PageHeading>
      <OfOrganisation needs="listApiKeys">
        {(organisation) => <KeysOf key={organisation.slug} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

function KeysOf({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data: keys, error, refetch } = useQuery(apiKeysQuery(organisation.slug));
  return (
    <>
      <Section title={organisation.name} anchor="keys">
        {keys === undefined ? (
          error === null ? (
            <LoadingLines label={t('app.loading')} lines={3} />
          ) : (
            <ProblemNotice error={error} onRetry={() => void refetch()} />
          )
        ) : keys.length === 0 ? (
          <p>{t('apiKeys.none', { organisation: organisation.name })}</p>
        ) : (
          <ApiKeysTable keys={keys} organisation={organisation} />
        )}
      </Section>
      <Section title={t('apiKeys.make.title')} anchor="make">
        <ApiKeyForm organisation={organisation} />
      </Section>
    </>
  );
}
