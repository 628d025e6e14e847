import type { Matching, Organisation } from '@illuminate/contract';
import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import dialog from '../ui/ConfirmDialog.module.css';
import { dayInWords } from '../ui/time.ts';
import classes from './MatchingPage.module.css';
import type { WorkRow } from './work-rows.ts';

interface Pair {
  readonly activity: string;
  readonly connection: string;
  readonly event: string;
}

interface ByHandDialogProps {
  /** Null, and it is closed. */
  readonly row: WorkRow | null;
  readonly matching: Matching;
  readonly organisation: Organisation;
  readonly onClose: () => void;
  readonly onMatch: (pair: Pair) => void;
}

const MOST_SHOWN = 8;

interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly day: string | null;
  readonly pair: Pair;
}

/** Any activity for an event, or any event for an activity: found by typing some of its name. */
export function ByHandDialog({ row, matching, onClose, onMatch }: ByHandDialogProps) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const all = row === null ? [] : candidatesFor(row, matching);
  const wanted = typed.trim().toLowerCase();
  const found = all.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
  return (
    <Modal.Root opened={row !== null} onClose={onClose} size="lg" centered>
      <Modal.Overlay backgroundOpacity={0.55} />
      <Modal.Content radius={4}>
        <Modal.Body>
          <Modal.Title component="h2" className={dialog.title}>
            {t('matching.byHand.title', { name: row?.name ?? '' })}
          </Modal.Title>
          <div className={dialog.body}>
            <TextInput
              label={t('matching.byHand.find')}
              value={typed}
              autoComplete="off"
              data-autofocus
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {found.length === 0 ? <p>{t('matching.byHand.nothing', { typed })}</p> : null}
            <ul className={classes.candidates}>
              {found.map(({ key, name, day, pair }) => (
                <li key={key}>
                  <Button variant="default" fullWidth justify="start" onClick={() => onMatch(pair)}>
                    {name}
                    {day === null ? null : <span className={classes.day}>{dayInWords(day, i18n.language)}</span>}
                  </Button>
                </li>
              ))}
            </ul>
            <div className={dialog.buttons}>
              <Button variant="default" onClick={onClose}>
                {t('matching.byHand.cancel')}
              </Button>
            </div>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function candidatesFor({ event, activity }: WorkRow, matching: Matching): Candidate[] {
  const found = new Map<string, Candidate>();
  const put = (one: Candidate) => found.set(one.key, found.get(one.key) ?? one);
  if (event !== null) {
    const { connection, event: id } = event;
    for (const { activity: key, title, from } of matching.activities) {
      put({ key, name: title, day: from, pair: { activity: key, connection, event: id } });
    }
    for (const { activity: key, activityTitle } of matching.matched) {
      put({ key, name: activityTitle, day: null, pair: { activity: key, connection, event: id } });
    }
  }
  if (activity !== null) {
    for (const { connection, event: id, name, first } of matching.events) {
      const pair = { activity: activity.activity, connection, event: id };
      put({ key: `${connection} ${id}`, name, day: first?.slice(0, 10) ?? null, pair });
    }
    for (const { connection, event: id, name } of matching.matched) {
      const pair = { activity: activity.activity, connection, event: id };
      if (name !== null) put({ key: `${connection} ${id}`, name, day: null, pair });
    }
  }
  return [...found.values()];
}
