import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';

/** What stands in for a page that could not be drawn. */
export function CrashPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (
    <>
      <PageHeading title={t('errors.crash')} below={t('errors.crashLead')}>
        {t('errors.crash')}
      </PageHeading>
      {problemOf(error) === null ? null : <ProblemNotice error={error} />}
      <p>{t('errors.crashNext')}</p>
      <p>
        <Button variant="filled" onClick={() => window.location.reload()} mt="md" mb="md">
          {t('errors.reload')}
        </Button>
      </p>
      <TechnicalDetails
        label={t('errors.technical')}
        items={[{ name: t('errors.code'), value: message.slice(0, 400) }]}
      />
    </>
  );
}
