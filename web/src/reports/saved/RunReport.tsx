import type { Organisation, ReportSort, SavedReport } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api/client.ts';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { connectionsQuery } from '../../api/queries.ts';
import { wrongFields } from '../../api/wrong-fields.ts';
import { paths } from '../../paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Deeds, Form, NOTHING_WRONG } from '../../ui/Form.tsx';
import { LoadingLines } from '../../ui/LoadingLines.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Files } from '../files/Files.tsx';
import { ResultView } from '../result/ResultView.tsx';
import classes from './Saved.module.css';
import { useReportRun } from './use-report-run.ts';

interface RunReportProps {
  readonly report: SavedReport;
  readonly organisation: Organisation;
}

/** Runs a report when it is opened, unless it tells of single bookers: then whoever looks says why first. */
export function RunReport({ report, organisation }: RunReportProps) {
  const { t } = useTranslation();
  const { run, result, isRunning, error, start, cancel } = useReportRun(organisation.slug, report.id);
  const [reason, setReason] = useState<string>();
  const [sort, setSort] = useState<ReportSort>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || report.hasPersonal) return;
    begun.current = true;
    start({ reason: undefined });
  }, [report.hasPersonal, start]);
  const again = (why: string | undefined) => {
    setReason(why);
    start({ reason: why, sort });
  };
  const wrong = error === null ? NOTHING_WRONG : wrongFields(error, { reason: t('explorer.reason.label') });
  return (
    <>
      {report.hasPersonal && (run === null || 'reason' in wrong) ? (
        <ReasonForm wrong={wrong} isPending={isRunning} onReason={again} />
      ) : null}
      <div className={classes.run}>
        {report.hasPersonal && run === null ? null : (
          <Button
            leftSection={<IconPlayerPlay size={18} stroke={1.5} />}
            loading={isRunning}
            onClick={() => again(reason)}
          >
            {t('explorer.run.again')}
          </Button>
        )}
        {isRunning && run?.state === 'running' ? (
          <>
            <output>{run.progress?.sentence ?? t('reports.running')}</output>
            <Button onClick={cancel}>{t('explorer.run.cancel')}</Button>
          </>
        ) : null}
      </div>
      {error === null || 'reason' in wrong ? null : (
        <ProblemNotice error={error} {...(problemOf(error) === null ? {} : { onRetry: () => again(reason) })} />
      )}
      {run !== null && ['failed', 'cancelled', 'cut-off'].includes(run.state) ? (
        <Notice tone={run.state === 'cancelled' ? 'info' : 'bad'} announced="in-time">
          <p>{run.problem ?? t(`explorer.run.state.${run.state}`)}</p>
        </Notice>
      ) : null}
      {result !== null ? (
        result.rows.length === 0 ? (
          <NoRows organisation={organisation} report={report} matching={result.matching} />
        ) : (
          <ResultView
            result={result}
            organisation={organisation}
            name={report.name}
            report={report.id}
            template={report.template}
            isBusy={isRunning}
            onSort={(next) => {
              setSort(next);
              start({ reason, sort: next });
            }}
            tools={
              <Files
                exported={{
                  organisation: organisation.slug,
                  of: { report: report.id },
                  ...(reason === undefined ? {} : { reason }),
                }}
              />
            }
          />
        )
      ) : isRunning ? (
        <LoadingLines label={t('reports.running')} lines={8} />
      ) : null}
    </>
  );
}

interface ReasonFormProps {
  readonly wrong: Readonly<Record<string, string>>;
  readonly isPending: boolean;
  readonly onReason: (reason: string) => void;
}

/** Columns of single bookers are shown to whoever says why, and that is kept. */
function ReasonForm({ wrong, isPending, onReason }: ReasonFormProps) {
  const { t } = useTranslation();
  return (
    <Form label={t('explorer.reason.title')} wrong={wrong} onSubmit={(typed) => onReason(typed('reason').trim())}>
      <TextInput
        name="reason"
        label={t('explorer.reason.label')}
        description={t('explorer.reason.hint')}
        maxLength={300}
        error={wrong.reason ?? null}
      />
      <Deeds>
        <Button type="submit" variant="filled" loading={isPending}>
          {t('explorer.run.first')}
        </Button>
      </Deeds>
    </Form>
  );
}

interface NoRowsProps extends RunReportProps {
  readonly matching: number;
}

function NoRows({ organisation, report, matching }: NoRowsProps) {
  const { t } = useTranslation();
  const { data: connections } = useQuery(connectionsQuery);
  const isConnected = connections?.some((one) => one.organisation.slug === organisation.slug) ?? true;
  const toChange = report.mayChange ? (
    <Link to={paths.changeReport} params={{ report: report.id }} search={{ organisation: organisation.slug }}>
      {t('explorer.change')}
    </Link>
  ) : null;
  if (!isConnected) {
    return (
      <Empty
        kind="not-yet"
        title={t('builder.empty.notConnectedTitle')}
        action={<Link to={paths.connections}>{t('reports.empty.toConnections')}</Link>}
      >
        <p>{t('builder.empty.notConnected', { organisation: organisation.name })}</p>
      </Empty>
    );
  }
  if (matching > 0) {
    return (
      <Empty kind="not-shown" title={t('builder.empty.groupsTitle')} action={toChange}>
        <p>{t('builder.empty.groups', { count: matching })}</p>
      </Empty>
    );
  }
  return (
    <Empty kind="filter" title={t('reports.empty.title')} action={toChange}>
      <p>{t('reports.empty.text', { organisation: organisation.name })}</p>
    </Empty>
  );
}
