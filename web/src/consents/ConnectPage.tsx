import type { Provider } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { providersQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Consents.module.css';

/** Ways of connecting that have a page of their own here. */
export const HERE = ['provider-consent', 'api-credentials'] as const;

/** Which system is used, and how it is connected: the beginning of every connection. For anybody. */
export function ConnectPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(providersQuery);
  return (
    <>
      <PageHeading title={t('connect.title')} below={t('connect.lead')}>
        {t('connect.title')}
      </PageHeading>
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('connect.loading')} lines={6} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : (
        // Uploads have a section of their own below.
        data.items
          .filter(({ methods }) => methods.some(({ method }) => method !== 'upload'))
          .map((provider) => <Ways key={provider.id} provider={provider} />)
      )}
      <Section title={t('connect.uploads.title')} anchor="uploads">
        <p>{t('connect.uploads.lead')}</p>
        <p>
          <Link to={paths.newUpload}>{t('connect.uploads.begin')}</Link>
        </p>
      </Section>
      <p>
        {t('connect.other')} <Link to={paths.providers}>{t('connect.toProviders')}</Link>
      </p>
    </>
  );
}

function Ways({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation();
  const { id, title, summary, methods } = provider;
  const request = methods.find(({ method }) => method === 'support-request');
  const here = methods.filter(({ method }) => HERE.some((one) => one === method));
  return (
    <Section title={title} anchor={id}>
      <p>{summary}</p>
      {here.length === 0 ? null : (
        <ul className={classes.ways} aria-label={t('connect.ways')}>
          {here.map(({ method }) => (
            <li key={method}>
              <Link to={paths.connectBy} params={{ provider: id, method }}>
                {t(`connections.method.${method}`)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {methods.every(({ method }) => method === 'delivery') ? (
        <p>
          <Link to={paths.guidePage} params={{ page: 'connect-another' }}>
            {t('connect.toDelivery')}
          </Link>
        </p>
      ) : null}
      {request === undefined ? null : (
        <>
          <p>{t('connect.desk')}</p>
          <ol className={classes.steps}>
            {request.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            <Link to={paths.ask}>{t('connect.toRequest')}</Link>
          </p>
        </>
      )}
    </Section>
  );
}
