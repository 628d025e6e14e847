import type { Matching, Organisation } from '@illuminate/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bulk } from './Bulk.tsx';
import { ByHandDialog } from './ByHandDialog.tsx';
import { ExcludeDialog } from './ExcludeDialog.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import classes from './MatchingPage.module.css';
import type { MatchingMove } from './matching-queries.ts';
import { NothingLeft } from './NothingLeft.tsx';
import { acceptAllOf, acceptOf, logOf, suggestedAmong } from './row-moves.ts';
import { focusRow, type ListKeys, useListKeys } from './use-list-keys.ts';
import { useSteadyOrder } from './use-steady-order.ts';
import { WorkItem } from './WorkItem.tsx';
import type { WorkRow } from './work-rows.ts';

interface WorkListProps {
  readonly kind: 'events' | 'activities';
  readonly rows: readonly WorkRow[];
  readonly matching: Matching;
  readonly organisation: Organisation;
  readonly busy: boolean;
  readonly mayChange: boolean;
  readonly onMove: (move: MatchingMove) => void;
  /** Takes back what was done last. */
  readonly onUndo: () => void;
}

/** What is not matched of one side: quick by keyboard, each deed also a button, and many at once. */
export function WorkList(props: WorkListProps) {
  const { kind, rows: latest, matching, organisation, busy, mayChange, onMove, onUndo } = props;
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
    // Once some are chosen, the keys are for all of them.
    const picked = rows.filter(({ key }) => chosen.has(key));
    const beginAll = (move: MatchingMove | null) => {
      if (!mayChange || busy || move === null) return;
      setChosen(new Set());
      begin(0, move);
    };
    const openByHand = (at: number) => {
      const one = row(at);
      if (!mayChange || one === undefined) return;
      place.current = at;
      setByHand(one);
    };
    return {
      // Where nothing is suggested, somebody has to say what it is.
      accept: (at) => {
        const move = acceptOf(row(at));
        if (picked.length > 0) beginAll(acceptAllOf(picked));
        else if (move === null) openByHand(at);
        else begin(at, move);
      },
      byHand: openByHand,
      log: (at) => {
        if (picked.length > 0) beginAll(logOf(picked));
        else begin(at, logOf([row(at)]));
      },
      exclude: (at) => {
        const those = (picked.length > 0 ? picked : [row(at)]).flatMap((one) => (one?.event == null ? [] : [one]));
        if (!mayChange || those.length === 0) return;
        place.current = picked.length > 0 ? 0 : at;
        setExcluding(those);
      },
      choose: (at) => {
        const one = row(at);
        if (mayChange && one !== undefined) setChosen((before) => toggled(before, one.key));
      },
      chooseAll: () => {
        if (mayChange) setChosen(new Set(picked.length > 0 ? [] : suggestedAmong(rows).map(({ key }) => key)));
      },
      undo: () => {
        if (!mayChange || busy) return;
        place.current ??= 0;
        onUndo();
      },
    };
  }, [rows, chosen, busy, mayChange, onMove, onUndo]);
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
        <NothingLeft kind={kind} matching={matching} />
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
            onLog={() => {
              const move = logOf([row]);
              place.current = at;
              if (move !== null) onMove(move);
            }}
            onExclude={() => {
              place.current = at;
              setExcluding([row]);
            }}
            onByHand={() => keys.byHand(at)}
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
