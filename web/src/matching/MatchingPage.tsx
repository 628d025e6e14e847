import type { Matching, Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
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
import { PageHeading } from '../ui/PageHeading.tsx';
import { dayInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import { ExcludedTable } from './ExcludedTable.tsx';
import { MatchedTable } from './MatchedTable.tsx';
import classes from './MatchingPage.module.css';
import { matchingQuery, useMatchingMove } from './matching-queries.ts';
import { WorkList } from './WorkList.tsx';
import { rowsOfActivities, rowsOfEvents } from './work-rows.ts';

/** What of the box office and the activity log is matched, and what is not: the fault it is, worst first. */
export function MatchingPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('matching.title')} below={t('matching.lead')}>
        {t('matching.title')}
      </PageHeading>
      <OfOrganisation needs="showMatching">
        {(organisation) => <MatchingOf key={organisation.slug} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

function MatchingOf({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(matchingQuery(organisation.slug));
  if (data !== undefined) return <Shown matching={data} organisation={organisation} />;
  return error === null ? (
    <LoadingLines label={t('app.loading')} lines={8} />
  ) : (
    <ProblemNotice error={error} onRetry={() => void refetch()} />
  );
}

type View = 'events' | 'activities' | 'matched' | 'excluded';

interface ShownProps {
  readonly matching: Matching;
  readonly organisation: Organisation;
}

function Shown({ matching, organisation }: ShownProps) {
  const { t } = useTranslation();
  const { slug } = organisation;
  const [view, setView] = useState<View>('events');
  const move = useMatchingMove(slug);
  const mayChange = mayCall(useSession(), 'matchEvents', slug);
  const last = matching.deeds.find(({ undone }) => !undone);
  // What is shown, not what somebody else has done since.
  const undo = (): void => move.mutate({ kind: 'undo', ...(last === undefined ? {} : { deed: last.id }) });
  const counts: Record<View, number> = {
    events: matching.counts.events - matching.counts.matched,
    activities: matching.activities.length,
    matched: matching.matched.length,
    excluded: matching.counts.excluded,
  };
  const standing = (
    <>
      <Coverage matching={matching} />
      {last === undefined ? null : <LastDeed last={last} busy={move.isPending} onUndo={mayChange ? undo : null} />}
      {move.isError ? <ProblemNotice error={move.error} move /> : null}
    </>
  );
  // Without activities there are no lists that anything could be on, and nothing that is done.
  if (matching.window === null && counts.matched + counts.excluded === 0) return standing;
  return (
    <>
      {standing}
      <div className={classes.views}>
        <Choice
          legend={t('matching.views')}
          value={view}
          options={(['events', 'activities', 'matched', 'excluded'] as const).map((value) => ({
            value,
            label: t(`matching.view.${value}`, { count: counts[value] }),
          }))}
          onChange={setView}
        />
      </div>
      {view === 'events' || view === 'activities' ? (
        <WorkList
          key={view}
          kind={view}
          rows={view === 'events' ? rowsOfEvents(matching.events) : rowsOfActivities(matching.activities)}
          matching={matching}
          organisation={organisation}
          busy={move.isPending}
          mayChange={mayChange}
          onMove={(what) => move.mutate(what)}
          onUndo={undo}
        />
      ) : view === 'matched' ? (
        <MatchedTable
          matching={matching}
          zone={organisation.zone}
          mayChange={mayChange}
          onMove={(what) => move.mutate(what)}
        />
      ) : (
        <ExcludedTable
          matching={matching}
          zone={organisation.zone}
          mayChange={mayChange}
          onMove={(what) => move.mutate(what)}
        />
      )}
    </>
  );
}

/** How far it is, in a sentence and in figures. */
function Coverage({ matching: { sentence, counts, window } }: { readonly matching: Matching }) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  if (window === null) {
    return (
      <Empty kind="not-yet" title={sentence} action={<Link to={paths.activities}>{t('matching.toActivities')}</Link>}>
        <p>{t('activities.empty.text')}</p>
      </Empty>
    );
  }
  const days = { from: dayInWords(window.from, i18n.language), to: dayInWords(window.to, i18n.language) };
  return (
    <div className={classes.coverage}>
      <p className={classes.sentence} role="status">
        {sentence}
      </p>
      <p className={classes.window}>{t('matching.window', days)}</p>
      <Figures
        items={[
          {
            name: t('matching.figures.matched'),
            value: t('matching.figures.ofEvents', { matched: figures(counts.matched), events: figures(counts.events) }),
          },
          { name: t('matching.figures.missing'), value: figures(counts.ticketsMissing) },
          { name: t('matching.figures.suggestions'), value: figures(counts.suggestions) },
          { name: t('matching.figures.excluded'), value: figures(counts.excluded) },
        ]}
      />
    </div>
  );
}

interface LastDeedProps {
  readonly last: Matching['deeds'][number];
  readonly busy: boolean;
  /** Null for whoever may only look. */
  readonly onUndo: (() => void) | null;
}

function LastDeed({ last, busy, onUndo }: LastDeedProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.last}>
      <span>{t('matching.last', { what: last.what, by: last.by })}</span>
      {onUndo === null ? null : (
        <Button
          variant="default"
          loading={busy}
          onClick={onUndo}
          aria-label={t('matching.undoNamed', { what: last.what })}
        >
          {t('matching.undo')}
        </Button>
      )}
    </div>
  );
}
