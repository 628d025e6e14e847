import type { Organisation } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { organisationsQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { BookerSection } from './BookerSection.tsx';
import { DeletionsSection } from './DeletionsSection.tsx';
import classes from './privacy.module.css';
import { RetentionSection } from './RetentionSection.tsx';

/** What an organisation decides about its data. The address says whose. */
export function PrivacyPage() {
  const { t } = useTranslation();
  const { data: organisations, error, refetch } = useQuery(organisationsQuery);
  return (
    <>
      <PageHeading title={t('privacy.title')} below={t('privacy.lead')}>
        {t('privacy.title')}
      </PageHeading>
      {organisations === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <OfOrganisation organisations={organisations} />
      )}
    </>
  );
}

function OfOrganisation({ organisations }: { readonly organisations: readonly Organisation[] }) {
  const { t } = useTranslation();
  const session = useSession();
  const search = useSearch({ from: paths.privacy });
  const navigate = useNavigate();
  const own = organisations.filter(({ slug }) => mayCall(session, 'showRetention', slug));
  const organisation = own.find(({ slug }) => slug === search.organisation) ?? own[0];
  if (organisation === undefined) {
    return (
      <Empty title={t('privacy.noneTitle')} action={<Link to={paths.connections}>{t('errors.toConnections')}</Link>}>
        <p>{t('privacy.none')}</p>
      </Empty>
    );
  }
  return (
    <>
      {own.length === 1 ? null : (
        <div className={classes.field}>
          <NativeSelect
            label={t('privacy.organisation')}
            value={organisation.slug}
            data={own.map(({ slug, name }) => ({ value: slug, label: name }))}
            onChange={(event) =>
              void navigate({ to: paths.privacy, search: { organisation: event.currentTarget.value } })
            }
          />
        </div>
      )}
      {/* Nothing that was typed for one organisation may stay when another is chosen. */}
      <RetentionSection key={`retention ${organisation.slug}`} organisation={organisation} />
      <BookerSection key={`booker ${organisation.slug}`} organisation={organisation} />
      <DeletionsSection key={`deletions ${organisation.slug}`} organisation={organisation} />
    </>
  );
}
