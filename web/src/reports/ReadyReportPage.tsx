import type { Organisation, ReportSort } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../access/session-context.ts';
import { problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { organisationsQuery, readyReportQuery, readyReportsQuery } from '../api/queries.ts';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { FavouriteButton } from './explorer/FavouriteButton.tsx';
import { Files } from './files/Files.tsx';
import classes from './ReadyReportPage.module.css';
import { reportsQuery } from './report-queries.ts';
import { ResultView } from './result/ResultView.tsx';
import { RunHistory } from './saved/RunHistory.tsx';

/** One report that is ready, run for the organisation that the address names. */
export function ReadyReportPage() {
  const { t } = useTranslation();
  const { report } = useParams({ from: paths.readyReport });
  const { data: ready } = useQuery(readyReportsQuery);
  const { data: organisations, error, refetch } = useQuery(organisationsQuery);
  const known = ready?.items.find(({ id }) => id === report);
  const title = known?.name ?? t('reports.title');
  return (
    <>
      <PageHeading
        title={title}
        above={
          <p>
            <Link to={paths.reports}>{t('reports.all')}</Link>
          </p>
        }
        below={known?.description}
      >
        {title}
      </PageHeading>
      {organisations !== undefined ? (
        <Asked report={report} organisations={organisations} />
      ) : error === null ? (
        <LoadingLines label={t('app.loading')} />
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

interface AskedProps {
  readonly report: string;
  readonly organisations: readonly Organisation[];
}

function Asked({ report, organisations }: AskedProps) {
  const { t } = useTranslation();
  const session = useSession();
  const chosen = useChosen();
  const navigate = useNavigate();
  const wanted = chosen ?? session.organisation;
  const organisation = organisations.find(({ slug }) => slug === wanted) ?? organisations[0];
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
      {organisations.length < 2 ? null : (
        <div className={classes.organisation}>
          <NativeSelect
            label={t('reports.organisation')}
            value={organisation.slug}
            data={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
            onChange={(event) =>
              void navigate({
                to: paths.readyReport,
                params: { report },
                search: { organisation: event.currentTarget.value },
              })
            }
          />
        </div>
      )}
      <Answer key={`${report} ${organisation.slug}`} report={report} organisation={organisation} />
    </>
  );
}

function Answer({ report, organisation }: { readonly report: string; readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<ReportSort>();
  const asked = useQuery({
    ...readyReportQuery(report, organisation.slug, sort),
    // Until it comes in the new order, the answer stays in the one before.
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch } = asked;
  if (error !== null) {
    return problemOf(error)?.code === 'not-found' ? (
      <Empty title={t('errors.notFound')} action={<Link to={paths.reports}>{t('reports.all')}</Link>}>
        <p>{t('reports.missing')}</p>
      </Empty>
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  if (data === undefined) return <LoadingLines label={t('reports.running')} lines={8} />;
  if (data.rows.length === 0) {
    return (
      <Empty
        kind="period"
        title={t('reports.empty.title')}
        action={<Link to={paths.connections}>{t('reports.empty.toConnections')}</Link>}
      >
        <p>{t('reports.empty.text', { organisation: organisation.name })}</p>
      </Empty>
    );
  }
  return (
    <>
      <ResultView
        result={data}
        organisation={organisation}
        name={data.name}
        report={data.id}
        template={data.template}
        onSort={setSort}
        isBusy={asked.isPlaceholderData}
        tools={
          <>
            <Favourite id={data.id} name={data.name} organisation={organisation.slug} />
            <Files exported={{ organisation: organisation.slug, of: { ready: report } }} />
          </>
        }
      />
      <RunHistory report={report} organisation={organisation} />
    </>
  );
}

interface FavouriteProps {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
}

function Favourite({ id, name, organisation }: FavouriteProps) {
  const { data } = useQuery(reportsQuery(organisation, 'no'));
  const mark = data?.ready.find((one) => one.id === id);
  return mark === undefined ? null : (
    <FavouriteButton report={{ id, name, isFavourite: mark.isFavourite }} organisation={organisation} />
  );
}
