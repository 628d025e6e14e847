import guide from 'virtual:guide';
import type { Provider } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { candidatesQuery, providersQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/Facts.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { dayInWords } from '../ui/time.ts';
import { Candidates } from './Candidates.tsx';
import { EvidenceTag } from './EvidenceTag.tsx';
import classes from './ProvidersPage.module.css';
import { WishForm } from './WishForm.tsx';

/** Which box office systems are integrated, which may be next, and what to do if one's own is neither. For anybody. */
export function ProvidersPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(providersQuery);
  const { data: candidates } = useQuery(candidatesQuery);
  return (
    <>
      <PageHeading title={t('providers.title')} below={t('providers.lead')}>
        {t('providers.title')}
      </PageHeading>
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('providers.loading')} lines={7} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : (
        data.items.map((provider) => <ProviderSection key={provider.id} provider={provider} />)
      )}
      <Section title={t('providers.labels.title')}>
        <dl className={classes.labels}>
          {(['documented', 'observed', 'provisional'] as const).map((label) => (
            <div key={label}>
              <dt>
                <EvidenceTag label={label} />
              </dt>
              <dd>{t(`providers.labels.${label}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {candidates === undefined ? null : (
        <>
          <Section title={t('providers.candidates.title')} anchor="candidates">
            <Candidates candidates={candidates.items} />
          </Section>
          <Section title={t('providers.wish.title')} anchor="not-here">
            <WishForm candidates={candidates.items} others={candidates.others} />
          </Section>
        </>
      )}
    </>
  );
}

function ProviderSection({ provider }: { readonly provider: Provider }) {
  const { t, i18n } = useTranslation();
  const { id, title, summary, since, methods, supplies, knownLimits, collects, reliesOn } = provider;
  const page = [`connect-${id}`, id].find((slug) => guide.pages.some((one) => one.slug === slug));
  return (
    <Section title={title} anchor={id}>
      <p>{summary}</p>
      <Facts
        items={[
          { name: t('providers.since'), value: dayInWords(since, i18n.language), long: true },
          {
            name: t('providers.methods'),
            value: methods.map(({ method }) => t(`connections.method.${method}`)).join('; '),
            long: true,
          },
        ]}
      />
      {methods.some(({ method }) => method === 'support-request') ? (
        <p>
          <Link to={paths.ask}>{t('providers.ask')}</Link>
        </p>
      ) : null}
      <h3 className={classes.heading}>{t('providers.supplies')}</h3>
      <ul className={classes.list}>
        {supplies.map(({ what, by }) => (
          <li key={what}>
            {what}
            {by.length < methods.length ? (
              <span className={classes.quiet}>
                {' '}
                ({by.map((method) => t(`connections.method.${method}`)).join('; ')})
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <h3 className={classes.heading}>{t('providers.limits')}</h3>
      <ul className={classes.list}>
        {knownLimits.map(({ what, label, source }) => (
          <li key={what}>
            {what} <EvidenceTag label={label} />
            <span className={classes.source}>{source}</span>
          </li>
        ))}
      </ul>
      <details className={classes.more}>
        <summary>{t('providers.more', { provider: title })}</summary>
        <h3 className={classes.heading}>{t('providers.reliesOn')}</h3>
        <ul className={classes.list}>
          {reliesOn.map(({ what, label }) => (
            <li key={what}>
              {what} <EvidenceTag label={label} />
            </li>
          ))}
        </ul>
        {collects.length === 0 ? null : (
          <>
            <h3 className={classes.heading}>{t('providers.fields')}</h3>
            <dl className={classes.fields}>
              {collects.map(({ stream, fields }) => (
                <div key={stream}>
                  <dt>{stream}</dt>
                  <dd>{fields.join(', ')}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </details>
      {page === undefined ? null : (
        <p>
          <Link to={paths.guidePage} params={{ page }}>
            {t('providers.how', { provider: title })}
          </Link>
        </p>
      )}
    </Section>
  );
}
