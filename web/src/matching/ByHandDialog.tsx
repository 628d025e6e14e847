import type { Matching, Organisation } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import dialog from '../ui/Dialog.module.css';
import { Dialog } from '../ui/Dialog.tsx';
import { dayInWords } from '../ui/time.ts';
import { ChoosePerformances } from './ChoosePerformances.tsx';
import classes from './MatchingPage.module.css';
import type { MatchPair } from './matching-queries.ts';
import type { WorkRow } from './work-rows.ts';

interface ByHandDialogProps {
  /** Null, and it is closed. */
  readonly row: WorkRow | null;
  readonly matching: Matching;
  readonly organisation: Organisation;
  readonly onClose: () => void;
  readonly onMatch: (pair: MatchPair) => void;
}

const MOST_SHOWN = 8;

interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly day: string | null;
  readonly pair: MatchPair;
  /** How many performances the event has; null where that is not known yet. */
  readonly performances: number | null;
}

/** Any activity for an event, or any event for an activity: found by typing some of its name. */
export function ByHandDialog({ row, matching, organisation, onClose, onMatch }: ByHandDialogProps) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const all = row === null ? [] : candidatesFor(row, matching);
  const wanted = plain(typed);
  const found = all.filter(({ name }) => plain(name).includes(wanted)).slice(0, MOST_SHOWN);
  const choose = (candidate: Candidate): void => {
    if (candidate.performances === 1) onMatch(candidate.pair);
    else setChosen(candidate);
  };
  return (
    <Dialog isOpen={row !== null} title={t('matching.byHand.title', { name: row?.name ?? '' })} onClose={onClose}>
      {row !== null && chosen !== null ? (
        <ChoosePerformances
          organisation={organisation.slug}
          name={row.event === null ? chosen.name : row.name}
          pair={chosen.pair}
          onBack={() => setChosen(null)}
          onMatch={onMatch}
        />
      ) : (
        <>
          <TextInput
            label={t('matching.byHand.find')}
            value={typed}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={({ key }) => {
              const [only, ...others] = found;
              if (key === 'Enter' && only !== undefined && others.length === 0) choose(only);
            }}
          />
          {found.length === 0 ? <p>{t('matching.byHand.nothing', { typed })}</p> : null}
          <ul className={classes.candidates}>
            {found.map((candidate) => (
              <li key={candidate.key}>
                <Button variant="default" fullWidth justify="start" onClick={() => choose(candidate)}>
                  {candidate.name}
                  {candidate.day === null ? null : (
                    <span className={classes.day}>{dayInWords(candidate.day, i18n.language)}</span>
                  )}
                </Button>
              </li>
            ))}
          </ul>
          <div className={dialog.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('matching.byHand.cancel')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** “Café” is found by “cafe”. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/** Nearest in time first: what is meant is seldom far off. */
function candidatesFor(row: WorkRow, matching: Matching): Candidate[] {
  const day = row.event?.first?.slice(0, 10) ?? row.activity?.from;
  const away = ({ day: other }: Candidate): number =>
    day === undefined || other === null ? Number.MAX_SAFE_INTEGER : Math.abs(Date.parse(other) - Date.parse(day));
  return everyCandidate(row, matching).toSorted((one, other) => away(one) - away(other));
}

function everyCandidate({ event, activity }: WorkRow, matching: Matching): Candidate[] {
  const found = new Map<string, Candidate>();
  const put = (one: Candidate) => found.set(one.key, found.get(one.key) ?? one);
  if (event !== null) {
    const { connection, event: id, performances } = event;
    for (const { activity: key, title, from } of matching.activities) {
      put({ key, name: title, day: from, performances, pair: { activity: key, connection, event: id } });
    }
    for (const { activity: key, activityTitle } of matching.matched) {
      put({ key, name: activityTitle, day: null, performances, pair: { activity: key, connection, event: id } });
    }
  }
  if (activity !== null) {
    for (const { connection, event: id, name, first, performances } of matching.events) {
      const pair = { activity: activity.activity, connection, event: id };
      put({ key: `${connection} ${id}`, name, day: first?.slice(0, 10) ?? null, performances, pair });
    }
    for (const { connection, event: id, name } of matching.matched) {
      const pair = { activity: activity.activity, connection, event: id };
      if (name !== null) put({ key: `${connection} ${id}`, name, day: null, performances: null, pair });
    }
  }
  return [...found.values()];
}
