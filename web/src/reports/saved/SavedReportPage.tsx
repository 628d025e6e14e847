import type { Organisation, SavedReport } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../../access/may-call.ts';
import { useSession } from '../../access/session-context.ts';
import { api } from '../../api/client.ts';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import { LoadingLines } from '../../ui/LoadingLines.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageHeading } from '../../ui/PageHeading.tsx';
import { FavouriteButton } from '../explorer/FavouriteButton.tsx';
import { ReportMenu } from '../explorer/ReportMenu.tsx';
import { NoReport } from '../NoReport.tsx';
import { ReportsOf } from '../ReportsOf.tsx';
import { savedReportQuery } from '../report-queries.ts';
import { ToReports } from '../ToReports.tsx';
import { RunHistory } from './RunHistory.tsx';
import { RunReport } from './RunReport.tsx';
import classes from './Saved.module.css';

/** A saved report: run, with what it asks and who ran it before. */
export function SavedReportPage() {
  return <ReportsOf isFixed>{(organisation) => <Saved organisation={organisation} />}</ReportsOf>;
}

function Saved({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { report: id } = useParams({ from: paths.report });
  const { data: report, error, refetch } = useQuery(savedReportQuery(organisation.slug, id));
  const title = report?.name ?? t('reports.title');
  return (
    <>
      <PageHeading title={title} above={<ToReports />} below={report?.description}>
        {title}
      </PageHeading>
      {error !== null ? (
        <NoReport error={error} onRetry={() => void refetch()} />
      ) : report === undefined ? (
        <LoadingLines label={t('app.loading')} lines={6} />
      ) : (
        <Opened report={report} organisation={organisation} />
      )}
    </>
  );
}

interface OpenedProps {
  readonly report: SavedReport;
  readonly organisation: Organisation;
}

function Opened({ report, organisation }: OpenedProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { slug } = organisation;
  const mayCreate = mayCall(session, 'createReport', slug);
  return (
    <>
      <div className={classes.head}>
        <FavouriteButton report={report} organisation={slug} />
        <p className={classes.facts}>
          {[
            t(`explorer.types.${report.type}`),
            ...(report.folder === null ? [] : [report.folder]),
            t('explorer.ownedBy', { owner: report.owner }),
            ...(report.visibility === 'own' ? [t('explorer.onlyOwn')] : []),
            ...(report.isReadOnly ? [t('builder.info.readOnly')] : []),
          ].join(' · ')}
        </p>
        {report.mayChange && report.archivedAt === null ? (
          <Button
            renderRoot={(props) => (
              <Link to={paths.changeReport} params={{ report: report.id }} search={{ organisation: slug }} {...props} />
            )}
          >
            {t('explorer.change')}
          </Button>
        ) : null}
        <ReportMenu report={report} organisation={slug} mayCreate={mayCreate} />
      </div>
      {report.archivedAt === null ? null : (
        <Notice tone="info">
          <p>{t('explorer.isArchived')}</p>
        </Notice>
      )}
      <ChangedDefinitions report={report} organisation={slug} />
      <RunReport key={`${report.id} ${report.version}`} report={report} organisation={organisation} />
      <RunHistory report={report.id} organisation={organisation} />
    </>
  );
}

/** What no longer means what it meant when the report was saved. */
function ChangedDefinitions({ report, organisation }: { readonly report: SavedReport; readonly organisation: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: () =>
      api.call('acceptReportDefinitions', {
        params: { organisation, report: report.id },
        body: { version: report.version },
      }),
    onSuccess: (now) => queries.setQueryData(savedReportQuery(organisation, report.id).queryKey, now),
  });
  if (report.changedDefinitions.length === 0) return null;
  return (
    <Notice tone="warn" title={t('explorer.definitionsChanged')}>
      <ul>
        {report.changedDefinitions.map(({ id, sentence, was, is }) => (
          <li key={id}>
            {sentence} {t('explorer.wasIs', { was, is: is ?? t('explorer.isGone') })}
          </li>
        ))}
      </ul>
      {report.mayChange ? (
        <div>
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            {t('explorer.accept')}
          </Button>
        </div>
      ) : null}
      {accept.isError ? <ProblemNotice error={accept.error} move /> : null}
    </Notice>
  );
}
