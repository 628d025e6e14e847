import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Choice } from '../ui/Choice.tsx';
import dialog from '../ui/Dialog.module.css';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { shortDayInWords } from '../ui/time.ts';
import classes from './MatchingPage.module.css';
import { type MatchPair, performancesQuery } from './matching-queries.ts';
import '../ui/controls.css';

interface ChoosePerformancesProps {
  readonly organisation: string;
  /** Name of the event. */
  readonly name: string;
  readonly pair: MatchPair;
  readonly onBack: () => void;
  readonly onMatch: (pair: MatchPair) => void;
}

/** Of an event with several performances, whether an activity is all of them or only some. */
export function ChoosePerformances({ organisation, name, pair, onBack, onMatch }: ChoosePerformancesProps) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(performancesQuery(organisation, pair));
  const [which, setWhich] = useState<'all' | 'some'>('all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  if (data === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} lines={4} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const { items, total } = data;
  const whenOf = (starts: string | null): string =>
    starts === null
      ? t('matching.byHand.noDate')
      : `${shortDayInWords(starts.slice(0, 10), i18n.language)}, ${starts.slice(11, 16)}`;
  const toggle = (performance: string): void => {
    const next = new Set(ticked);
    if (!next.delete(performance)) next.add(performance);
    setTicked(next);
  };
  const isMissing = which === 'some' && ticked.size === 0;
  return (
    <>
      <Choice
        legend={t('matching.byHand.which')}
        value={which}
        options={[
          { value: 'all', label: t('matching.byHand.all', { count: total }) },
          ...(total > 1 ? [{ value: 'some' as const, label: t('matching.byHand.some') }] : []),
        ]}
        onChange={setWhich}
      />
      {which === 'some' ? (
        <fieldset className={classes.performances}>
          <legend className="visually-hidden">{t('matching.byHand.list', { name })}</legend>
          {items.map(({ performance, starts, venue, cancelled, tickets, activities }) => (
            <Checkbox
              key={performance}
              checked={ticked.has(performance)}
              onChange={() => toggle(performance)}
              label={[
                whenOf(starts),
                ...(venue === null ? [] : [venue]),
                ...(cancelled ? [t('matching.byHand.cancelled')] : []),
                t('matching.tickets', { count: tickets }),
                ...activities.map((title) => t('matching.byHand.ofActivity', { title })),
              ].join(' · ')}
            />
          ))}
          {items.length < total ? <p>{t('matching.byHand.first', { shown: items.length, total })}</p> : null}
        </fieldset>
      ) : null}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onBack}>
          {t('matching.byHand.back')}
        </Button>
        <Button
          variant="filled"
          disabled={isMissing}
          onClick={() => onMatch(which === 'all' ? pair : { ...pair, performances: [...ticked] })}
        >
          {which === 'all'
            ? t('matching.byHand.confirm')
            : isMissing
              ? t('matching.byHand.chooseSome')
              : t('matching.byHand.chosen', { count: ticked.size })}
        </Button>
      </div>
    </>
  );
}
