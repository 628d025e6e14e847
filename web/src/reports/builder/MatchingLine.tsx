import type { ReportType } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import type { ReportFields } from '../criteria/rules.ts';
import classes from './Builder.module.css';
import type { Matching } from './use-matching.ts';

interface MatchingLineProps {
  readonly fields: ReportFields;
  readonly type: ReportType;
  readonly matching: Matching;
}

/** "One row per ticket. 48,213 rows match.", and what is asked in words; told politely when it changes. */
export function MatchingLine({ fields, type, matching }: MatchingLineProps) {
  const { t } = useTranslation();
  const { counted, isOutOfDate, error, onRetry } = matching;
  const grain = fields.types.find(({ id }) => id === type)?.grain ?? '';
  return (
    <>
      <div className={classes.matching}>
        <p aria-live="polite" aria-atomic="true" className={classes.count}>
          <span>{grain}</span> <strong data-out-of-date={isOutOfDate ? '' : undefined}>{words()}</strong>
          {isOutOfDate ? <span className={classes.outOfDate}> {t('builder.outOfDate')}</span> : null}
        </p>
        {counted === undefined ? null : <p className={classes.sentence}>{counted.sentence}</p>}
      </div>
      {error === null || isOutOfDate ? null : <ProblemNotice error={error} onRetry={onRetry} />}
    </>
  );

  function words(): string {
    if (counted === undefined) return t(error === null ? 'builder.counting' : 'builder.notCounted');
    if (counted.matching === null) return t('builder.namesBooker');
    return `${t('reports.matching', { count: counted.matching })}.`;
  }
}
