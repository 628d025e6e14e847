import type { Activity, ActivityLog, Organisation } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { paths } from '../paths.ts';
import { Choice } from '../ui/Choice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Figures } from '../ui/Figures.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useFigures } from '../ui/use-figures.ts';
import classes from './ActivitiesPage.module.css';
import { ActivityDialog } from './ActivityDialog.tsx';
import { ArchiveMeanwhile } from './ArchiveMeanwhile.tsx';
import { activitiesQuery, type LogQuestion, requestCsv } from './activities-queries.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { PlacesDialog } from './PlacesDialog.tsx';
import { ProposalsSection } from './ProposalsSection.tsx';
import { QuarterSection } from './QuarterSection.tsx';
import { useArchiveActivity } from './use-archive-activity.ts';

/** The activity log: what an organisation does, by quarter of a financial year. */
export function ActivitiesPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('activities.title')} below={t('activities.leadAny')}>
        {t('activities.title')}
      </PageHeading>
      <OfOrganisation needs="listActivities">
        {(organisation) => <LogOf key={organisation.slug} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

function LogOf({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { year, archived } = useSearch({ from: paths.activities });
  const question = { organisation: organisation.slug, year, archived: archived === 'on' };
  const { data, error, refetch } = useQuery(activitiesQuery(question));
  // Kept here: what is done may lead to another year, whose log has to be fetched first.
  const [done, setDone] = useState<string | null>(null);
  if (data !== undefined) return <Shown log={data} {...{ organisation, question, done, setDone }} />;
  return error === null ? (
    <LoadingLines label={t('app.loading')} lines={8} />
  ) : (
    <ProblemNotice error={error} onRetry={() => void refetch()} />
  );
}

/** What the dialog is open for: a new activity, a copy of one, or a change. */
export type Editing = { readonly from: Activity | null; readonly isChange: boolean };

interface ShownProps {
  readonly log: ActivityLog;
  readonly organisation: Organisation;
  readonly question: LogQuestion;
  /** What was done last, in words. */
  readonly done: string | null;
  readonly setDone: (said: string) => void;
}

function Shown({ log, organisation, question, done, setDone }: ShownProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { slug } = organisation;
  const [editing, setEditing] = useState<Editing | null>(null);
  const [isImporting, setImporting] = useState(false);
  const [arePlacesOpen, setPlaces] = useState(false);
  const mayChange = mayCall(useSession(), 'addActivity', slug);
  const { archive, meanwhile, onLeave, error } = useArchiveActivity(slug);
  const putAway = (seen: Activity, archived: boolean): void =>
    archive.mutate(
      { seen, archived },
      {
        onSuccess: ({ title }) =>
          setDone(t(archived ? 'activities.done.archived' : 'activities.done.fetchedBack', { title })),
      },
    );
  const isEmpty = log.total.activities === 0;
  return (
    <>
      <Tools log={log} question={question} />
      {mayChange ? (
        <div className={classes.deeds}>
          <Button variant="filled" onClick={() => setEditing({ from: null, isChange: false })}>
            {t('activities.add')}
          </Button>
          <Button variant="default" onClick={() => setImporting(true)}>
            {t('activities.import')}
          </Button>
          <Button variant="default" onClick={() => setPlaces(true)}>
            {t('activities.places.open')}
          </Button>
          <Link to={paths.matching} search={{ organisation: slug }}>
            {t('activities.toMatching')}
          </Link>
        </div>
      ) : null}
      {done === null ? null : (
        <Notice tone="ok" announced="in-time">
          <p>{done}</p>
        </Notice>
      )}
      {error === null ? null : <ProblemNotice error={error} move />}
      {isEmpty ? null : <Totals log={log} />}
      {mayChange && !question.archived ? <ProposalsSection organisation={organisation} onDone={setDone} /> : null}
      {isEmpty ? (
        <Empty
          kind={question.archived ? 'period' : 'not-yet'}
          title={t(question.archived ? 'activities.empty.archivedTitle' : 'activities.empty.title')}
        >
          <p>{t(question.archived ? 'activities.empty.archived' : 'activities.empty.text')}</p>
        </Empty>
      ) : (
        log.quarters.map((quarter) => (
          <QuarterSection
            key={quarter.quarter}
            quarter={quarter}
            mayChange={mayChange}
            onChange={(from) => setEditing({ from, isChange: true })}
            onCopy={(from) => setEditing({ from, isChange: false })}
            onArchive={(one) => putAway(one, one.archivedAt === null)}
          />
        ))
      )}
      {meanwhile === null ? null : (
        <ArchiveMeanwhile
          organisation={organisation}
          {...meanwhile}
          isPending={archive.isPending}
          onAnyway={() => putAway(meanwhile.theirs, meanwhile.archived)}
          onLeave={onLeave}
        />
      )}
      {editing === null ? null : (
        <ActivityDialog
          organisation={organisation}
          editing={editing}
          onClose={() => setEditing(null)}
          onDone={(said, day) => {
            setEditing(null);
            setDone(said);
            const isShown = day >= log.year.startsOn && day <= log.year.endsOn;
            if (!isShown) void navigate({ to: paths.activities, search: { organisation: slug, year: day } });
          }}
        />
      )}
      {arePlacesOpen ? <PlacesDialog organisation={organisation} onClose={() => setPlaces(false)} /> : null}
      {isImporting ? (
        <ImportDialog
          organisation={organisation}
          onClose={() => setImporting(false)}
          onDone={(said) => {
            setImporting(false);
            setDone(said);
          }}
        />
      ) : null}
    </>
  );
}

function Tools({ log, question }: Pick<ShownProps, 'log' | 'question'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const download = useMutation({
    mutationFn: async () => {
      const name = t('activities.fileName', { organisation: log.organisation, year: log.year.startsOn.slice(0, 4) });
      saveFile(name, await (await requestCsv(question)).blob());
    },
  });
  const ask = (year: string | undefined, archived: boolean) =>
    void navigate({
      to: paths.activities,
      search: {
        organisation: question.organisation,
        ...(year === undefined ? {} : { year }),
        ...(archived ? { archived: 'on' as const } : {}),
      },
    });
  return (
    <>
      <div className={classes.tools}>
        <NativeSelect
          label={t('activities.year')}
          value={log.year.startsOn}
          data={log.years.map(({ label, startsOn, activities }) => ({
            value: startsOn,
            label: t('activities.yearOption', { label, count: activities }),
          }))}
          onChange={(event) => ask(event.currentTarget.value, question.archived)}
        />
        <Choice
          legend={t('activities.show')}
          value={question.archived ? 'archived' : 'current'}
          options={(['current', 'archived'] as const).map((value) => ({ value, label: t(`activities.${value}`) }))}
          onChange={(value) => ask(question.year, value === 'archived')}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          {t('activities.download')}
        </Button>
      </div>
      {download.isError ? <ProblemNotice error={download.error} /> : null}
    </>
  );
}

function Totals({ log: { total } }: Pick<ShownProps, 'log'>) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className={classes.totals}>
      <Figures
        items={[
          { name: t('activities.figures.activities'), value: figures(total.activities) },
          { name: t('activities.figures.people'), value: figures(total.people) },
          { name: t('activities.figures.ticketed'), value: figures(total.ticketed) },
          { name: t('activities.figures.without'), value: figures(total.withoutNumber) },
        ]}
      />
    </div>
  );
}
