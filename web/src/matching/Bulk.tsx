import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './MatchingPage.module.css';
import type { MatchingMove } from './matching-queries.ts';
import { acceptAllOf, logOf, suggestedAmong } from './row-moves.ts';
import { bestOfAll, type WorkRow } from './work-rows.ts';

interface BulkProps {
  readonly rows: readonly WorkRow[];
  readonly picked: readonly WorkRow[];
  readonly onChoose: (rows: readonly WorkRow[]) => void;
  readonly onAct: (move: MatchingMove | null) => void;
  readonly onExclude: (rows: readonly WorkRow[]) => void;
}

/** Deeds for all that are chosen. */
export function Bulk({ rows, picked, onChoose, onAct, onExclude }: BulkProps) {
  const { t } = useTranslation();
  const suggested = suggestedAmong(rows);
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
        <Button variant="filled" onClick={() => onAct(acceptAllOf(picked))}>
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
