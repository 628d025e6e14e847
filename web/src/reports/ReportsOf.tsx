import type { Organisation } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { organisationsQuery } from '../api/queries.ts';
import { NotThisOrganisation } from '../organisations/OfOrganisation.tsx';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import classes from './ReadyReportPage.module.css';

interface ReportsOfProps {
  /** Whether another organisation can be chosen here; where something of one is open, it cannot. */
  readonly isFixed?: boolean;
  readonly children: (organisation: Organisation) => ReactNode;
}

/** Around what is about one organisation's reports: the one that the address names, or the reader's own. */
export function ReportsOf({ isFixed = false, children }: ReportsOfProps) {
  const { t } = useTranslation();
  const session = useSession();
  const chosen = useChosen();
  const navigate = useNavigate();
  // The first of them stays it: another one in its place would take away what is being put together.
  const [first, setFirst] = useState<string | null>(null);
  const { data: organisations, error, refetch } = useQuery(organisationsQuery);
  if (organisations === undefined) {
    if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
    return <LoadingLines label={t('app.loading')} />;
  }
  const [{ slug: itsFirst } = { slug: null }] = organisations;
  if (first === null && itsFirst !== null) setFirst(itsFirst);
  const wanted = chosen ?? session.organisation ?? first ?? itsFirst;
  const organisation = organisations.find(({ slug }) => slug === wanted);
  if (organisation === undefined && wanted !== null) return <NotThisOrganisation name={wanted} own={organisations} />;
  if (organisation === undefined) {
    return (
      <Empty
        kind="not-shown"
        title={t('reports.empty.noOrganisationTitle')}
        action={<Link to={paths.connections}>{t('reports.empty.toConnections')}</Link>}
      >
        <p>{t('reports.empty.noOrganisation')}</p>
      </Empty>
    );
  }
  return (
    <>
      {isFixed || organisations.length < 2 ? null : (
        <div className={classes.organisation}>
          <NativeSelect
            label={t('reports.organisation')}
            value={organisation.slug}
            data={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
            onChange={({ currentTarget }) =>
              void navigate({ to: '.', search: (before) => ({ ...before, organisation: currentTarget.value }) })
            }
          />
        </div>
      )}
      {children(organisation)}
    </>
  );
}
