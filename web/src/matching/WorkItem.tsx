/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- rows of a list that is worked by keyboard take the focus one after another */
import type { MatchSuggestion } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayInWords } from '../ui/time.ts';
import classes from './MatchingPage.module.css';
import { partsAmong, type WorkRow } from './work-rows.ts';

interface WorkItemProps {
  readonly row: WorkRow;
  /** The first can be reached by Tab; the others by the keys of the list. */
  readonly isFirst: boolean;
  readonly isChosen: boolean;
  readonly mayChange: boolean;
  readonly onAccept: (suggestions: readonly MatchSuggestion[]) => void;
  readonly onLog: () => void;
  readonly onExclude: () => void;
  readonly onByHand: () => void;
  readonly onChoose: () => void;
}

/** One event or activity that is not matched: what it is, what it may be, and what can be done. */
export function WorkItem(item: WorkItemProps) {
  const { t } = useTranslation();
  const { row, isFirst, isChosen, mayChange, onLog, onExclude, onByHand, onChoose } = item;
  return (
    <li
      tabIndex={isFirst ? 0 : -1}
      className={classes.item}
      data-chosen={isChosen ? '' : undefined}
      aria-label={row.name}
    >
      {mayChange ? (
        <input
          type="checkbox"
          className={classes.check}
          checked={isChosen}
          onChange={onChoose}
          aria-label={t('matching.choose', { name: row.name })}
        />
      ) : null}
      <div className={classes.what}>
        <h2 className={classes.name}>
          <bdi>{row.name}</bdi>
        </h2>
        <Facts row={row} />
      </div>
      <Suggestions {...item} />
      {mayChange ? (
        <div className={classes.deeds}>
          {row.event === null ? null : (
            <>
              <Button variant="default" onClick={onLog} aria-label={t('matching.logNamed', { event: row.name })}>
                {t('matching.log')}
              </Button>
              <Button
                variant="default"
                onClick={onExclude}
                aria-label={t('matching.excludeNamed', { event: row.name })}
              >
                {t('matching.exclude')}
              </Button>
            </>
          )}
          <Button variant="default" onClick={onByHand} aria-label={t('matching.otherNamed', { name: row.name })}>
            {t('matching.other')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

/** So many places are named in a line. */
const FEW_PLACES = 2;

/** Where a tour went: how many places they are, and which, one below the other. */
function Places({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <details className={classes.facts}>
      <summary>{t('matching.places', { count: names.length })}</summary>
      <ul className={classes.places}>
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Facts({ row: { event, activity } }: Pick<WorkItemProps, 'row'>) {
  const { t, i18n } = useTranslation();
  const days = (from: string, to: string): string => {
    const [first, last] = [dayInWords(from.slice(0, 10), i18n.language), dayInWords(to.slice(0, 10), i18n.language)];
    return first === last ? first : t('matching.days', { from: first, to: last });
  };
  if (event !== null) {
    const said = [
      event.first === null ? null : days(event.first, event.last ?? event.first),
      event.venues.length > FEW_PLACES ? null : event.venues.join('; ') || null,
      event.eventId === null ? t('matching.noEventId') : t('matching.eventId', { id: event.eventId }),
    ];
    return (
      <>
        <p className={classes.tickets}>{t('matching.tickets', { count: event.tickets })}</p>
        <p className={classes.facts}>{said.filter((one) => one !== null).join(' · ')}</p>
        {event.venues.length > FEW_PLACES ? <Places names={event.venues} /> : null}
      </>
    );
  }
  if (activity === null) return null;
  return (
    <>
      <p className={classes.facts}>
        {[days(activity.from, activity.to), activity.place].filter((one) => one !== null).join(' · ')}
      </p>
      <p className={classes.facts}>{activity.why}</p>
    </>
  );
}

function Suggestions({ row, mayChange, onAccept }: WorkItemProps) {
  const { t } = useTranslation();
  if (row.suggestions.length === 0) {
    return <p className={classes.none}>{t(row.event === null ? 'matching.noneEvent' : 'matching.none')}</p>;
  }
  const parts = row.event === null ? partsAmong(row.suggestions) : [];
  return (
    <div className={classes.suggestions}>
      <p className={classes.perhaps}>{t('matching.perhaps')}</p>
      {parts.length === 0 ? null : <Parts parts={parts} onAccept={mayChange ? () => onAccept(parts) : null} />}
      {row.suggestions
        .filter((one) => !parts.includes(one))
        .map((one) => (
          <div key={`${one.activity} ${one.event}`} className={classes.suggestion}>
            <div>
              <bdi className={classes.suggested}>{row.event === null ? one.eventName : one.activityTitle}</bdi>
              <p className={classes.facts}>
                {t('matching.suggestion', { percent: Math.round(one.score * 100), reasons: one.reasons.join(', ') })}
              </p>
            </div>
            {mayChange ? (
              <Button
                variant="filled"
                onClick={() => onAccept([one])}
                aria-label={t('matching.acceptNamed', { event: one.eventName, activity: one.activityTitle })}
              >
                {t('matching.accept')}
              </Button>
            ) : null}
          </div>
        ))}
    </div>
  );
}

interface PartsProps {
  readonly parts: readonly MatchSuggestion[];
  /** Null for whoever may only look. */
  readonly onAccept: (() => void) | null;
}

/** The events that are likely the parts of one activity, such as a festival: which, why, and all at once. */
function Parts({ parts, onAccept }: PartsProps) {
  const { t } = useTranslation();
  const count = parts.length;
  return (
    <div className={classes.suggestion}>
      <div>
        <details>
          <summary className={classes.suggested}>{t('matching.parts', { count })}</summary>
          <ul className={classes.places}>
            {parts.map(({ connection, event, eventName }) => (
              <li key={`${connection} ${event}`}>
                <bdi>{eventName}</bdi>
              </li>
            ))}
          </ul>
        </details>
        <p className={classes.facts}>{[...new Set(parts.flatMap(({ reasons }) => reasons))].join(', ')}</p>
      </div>
      {onAccept === null ? null : (
        <Button
          variant="filled"
          onClick={onAccept}
          aria-label={t('matching.acceptPartsNamed', { count, activity: parts[0]?.activityTitle })}
        >
          {t('matching.acceptParts', { count })}
        </Button>
      )}
    </div>
  );
}
