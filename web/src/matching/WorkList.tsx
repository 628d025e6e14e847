import type { Matching, Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Empty.tsx';
import { ByHandDialog } from './ByHandDialog.tsx';
import { ExcludeDialog } from './ExcludeDialog.tsx';
import classes from './MatchingPage.module.css';
import type { MatchingMove } from './matching-queries.ts';
import { focusRow, type ListKeys, useListKeys } from './use-list-keys.ts';
import { useSteadyOrder } from './use-steady-order.ts';
import { WorkItem } from './WorkItem.tsx';
import { bestOf, bestOfAll, type WorkRow } from './work-rows.ts';

interface WorkListProps {
  readonly kind: 'events' | 'activities';
  readonly rows: readonly WorkRow[];
  readonly matching: Matching;
  readonly organisation: Organisation;
  readonly busy: boolean;
  readonly mayChange: boolean;
  readonly onMove: (move: MatchingMove) => void;
}

/** What is not matched of one side: quick by keyboard, each deed also a button, and many at once. */
export function WorkList({ kind, rows: latest, matching, organisation, busy, mayChange, onMove }: WorkListProps) {
  const { t } = useTranslation();
  const rows = useSteadyOrder(latest);
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [excluding, setExcluding] = useState<readonly WorkRow[]>([]);
  const [byHand, setByHand] = useState<WorkRow | null>(null);
  // Where the focus was when a deed began: the row that takes its place gets it.
  const place = useRef<number | null>(null);

  const keys = useMemo((): ListKeys => {
    const begin = (at: number, move: MatchingMove | null) => {
      if (!mayChange || busy || move === null) return;
      place.current = at;
      onMove(move);
    };
    const row = (at: number) => rows[at];
    return {
      accept: (at) => begin(at, acceptOf(row(at))),
      log: (at) => begin(at, logOf([row(at)])),
      exclude: (at) => {
        const one = row(at);
        if (!mayChange || one?.event == null) return;
        place.current = at;
        setExcluding([one]);
      },
      choose: (at) => {
        const one = row(at);
        if (mayChange && one !== undefined) setChosen((before) => toggled(before, one.key));
      },
      undo: () => {
        if (!mayChange || busy) return;
        place.current ??= 0;
        onMove({ kind: 'undo' });
      },
    };
  }, [rows, busy, mayChange, onMove]);
  useListKeys(list, keys);

  useEffect(() => {
    if (busy || place.current === null || excluding.length > 0 || byHand !== null) return;
    focusRow(list.current, place.current);
    place.current = null;
  }, [busy, excluding, byHand]);

  if (rows.length === 0) {
    return (
      // It keeps the focus of the row that was the last, so that the deed that emptied the list can be undone by its key.
      <section ref={list} tabIndex={-1} aria-label={t(`matching.list.${kind}`)}>
        <Empty title={t('matching.allTitle')}>
          <p>{t(kind === 'events' ? 'matching.allEvents' : 'matching.allActivities')}</p>
        </Empty>
      </section>
    );
  }
  const picked = rows.filter(({ key }) => chosen.has(key));
  const act = (move: MatchingMove | null) => {
    if (move === null) return;
    setChosen(new Set());
    place.current = 0;
    onMove(move);
  };
  return (
    <>
      {mayChange ? (
        <>
          <KeysHelp withEvents={kind === 'events'} />
          <Bulk
            rows={rows}
            picked={picked}
            onChoose={(some) => setChosen(new Set(some.map(({ key }) => key)))}
            onAct={act}
            onExclude={setExcluding}
          />
        </>
      ) : null}
      <ol ref={list} className={classes.list} aria-label={t(`matching.list.${kind}`)}>
        {rows.map((row, at) => (
          <WorkItem
            key={row.key}
            row={row}
            isFirst={at === 0}
            isChosen={chosen.has(row.key)}
            mayChange={mayChange}
            onAccept={(pairs) => {
              place.current = at;
              onMove({ kind: 'match', pairs });
            }}
            onLog={() => keys.log(at)}
            onExclude={() => keys.exclude(at)}
            onByHand={() => {
              place.current = at;
              setByHand(row);
            }}
            onChoose={() => keys.choose(at)}
          />
        ))}
      </ol>
      <ExcludeDialog
        rows={excluding}
        onClose={() => setExcluding([])}
        onExclude={(reason, note) => {
          const events = excluding.flatMap(({ event }) => event ?? []);
          setExcluding([]);
          setChosen(new Set());
          onMove({ kind: 'exclude', events, reason, note });
        }}
      />
      <ByHandDialog
        key={byHand?.key}
        row={byHand}
        matching={matching}
        organisation={organisation}
        onClose={() => setByHand(null)}
        onMatch={(pair) => {
          setByHand(null);
          onMove({ kind: 'match', pairs: [pair] });
        }}
      />
    </>
  );
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(key)) next.add(key);
  return next;
}

function acceptOf(row: WorkRow | undefined): MatchingMove | null {
  const pairs = row === undefined ? [] : bestOf(row);
  return pairs.length === 0 ? null : { kind: 'match', pairs };
}

function logOf(rows: readonly (WorkRow | undefined)[]): MatchingMove | null {
  const events = rows.flatMap((row) => row?.event ?? []);
  return events.length === 0 ? null : { kind: 'log', events };
}

function KeysHelp({ withEvents }: { readonly withEvents: boolean }) {
  const { t } = useTranslation();
  const keys: [string[], string][] = [
    [['j', 'k', '↓', '↑'], t('matching.keys.move')],
    [['Enter'], t('matching.keys.accept')],
    ...(withEvents
      ? ([
          [['a'], t('matching.keys.log')],
          [['x'], t('matching.keys.exclude')],
        ] as [string[], string][])
      : []),
    [['c'], t('matching.keys.choose')],
    [['u'], t('matching.keys.undo')],
  ];
  return (
    <section className={classes.keys} aria-label={t('matching.keys.title')}>
      <strong>{t('matching.keys.title')}</strong>
      {keys.map(([names, does]) => (
        <span key={does}>
          {names.map((name) => (
            <kbd key={name}>{name}</kbd>
          ))}{' '}
          {does}
        </span>
      ))}
    </section>
  );
}

interface BulkProps {
  readonly rows: readonly WorkRow[];
  readonly picked: readonly WorkRow[];
  readonly onChoose: (rows: readonly WorkRow[]) => void;
  readonly onAct: (move: MatchingMove | null) => void;
  readonly onExclude: (rows: readonly WorkRow[]) => void;
}

/** Deeds for all that are chosen. */
function Bulk({ rows, picked, onChoose, onAct, onExclude }: BulkProps) {
  const { t } = useTranslation();
  const suggested = rows.filter(({ suggestions }) => suggestions.length > 0);
  if (picked.length === 0) {
    return suggested.length === 0 ? null : (
      <div className={classes.bulk}>
        <Button variant="default" onClick={() => onChoose(suggested)}>
          {t('matching.chooseSuggested', { count: suggested.length })}
        </Button>
      </div>
    );
  }
  const pairs = bestOfAll(picked);
  const withEvent = picked.filter(({ event }) => event !== null);
  return (
    <div className={classes.bulk}>
      <strong>{t('matching.chosen', { count: picked.length })}</strong>
      {pairs.length === 0 ? null : (
        <Button variant="filled" onClick={() => onAct({ kind: 'match', pairs })}>
          {t('matching.acceptChosen', { count: pairs.length })}
        </Button>
      )}
      {withEvent.length === 0 ? null : (
        <>
          <Button variant="default" onClick={() => onAct(logOf(withEvent))}>
            {t('matching.logChosen', { count: withEvent.length })}
          </Button>
          <Button variant="default" onClick={() => onExclude(withEvent)}>
            {t('matching.excludeChosen', { count: withEvent.length })}
          </Button>
        </>
      )}
      <Button variant="default" onClick={() => onChoose([])}>
        {t('matching.unchoose')}
      </Button>
    </div>
  );
}
