import type { Matching } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { shortDayInWords } from '../ui/time.ts';
import classes from './MatchingPage.module.css';
import type { MatchingMove } from './matching-queries.ts';
import { useEventWords } from './use-event-words.ts';

interface MatchedTableProps {
  readonly matching: Matching;
  readonly zone: string;
  readonly mayChange: boolean;
  readonly onMove: (move: MatchingMove) => void;
}

/** What is matched, how it came about, and the way back. */
export function MatchedTable({ matching: { matched }, zone, mayChange, onMove }: MatchedTableProps) {
  const { t, i18n } = useTranslation();
  const wordsOf = useEventWords();
  const whenOf = (starts: string): string =>
    `${shortDayInWords(starts.slice(0, 10), i18n.language)}, ${starts.slice(11, 16)}`;
  if (matched.length === 0) {
    return (
      <Empty kind="not-yet" title={t('matching.emptyTitle')}>
        <p>{t('matching.emptyMatched')}</p>
      </Empty>
    );
  }
  return (
    <ScrollRegion label={t('matching.matchedCaption')}>
      <table className={table.table} data-stacked="">
        <caption className="visually-hidden">{t('matching.matchedCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('matching.columns.activity')}</th>
            <th scope="col">{t('matching.columns.event')}</th>
            <th scope="col">{t('matching.columns.how')}</th>
            <th scope="col">{t('matching.columns.by')}</th>
            {mayChange ? <DeedsHeading name={t('matching.columns.deeds')} /> : null}
          </tr>
        </thead>
        <tbody>
          {matched.map(({ id, activityTitle, name, eventId, performance, performanceStarts, basis, by, at }) => {
            const event = wordsOf({ name, eventId });
            return (
              <tr key={id}>
                <th scope="row">
                  <bdi className={table.text}>{activityTitle}</bdi>
                </th>
                <td data-label={t('matching.columns.event')}>
                  <bdi className={table.text}>{event}</bdi>
                  {performance === null ? null : (
                    <span className={classes.performance}>
                      {performanceStarts === null
                        ? t('matching.onePerformance')
                        : t('matching.onePerformanceOn', { when: whenOf(performanceStarts) })}
                    </span>
                  )}
                </td>
                <td data-label={t('matching.columns.how')}>{t(`matching.basis.${basis}`)}</td>
                <td data-label={t('matching.columns.by')}>
                  {by}, <Moment at={at} zone={zone} />
                </td>
                {mayChange ? (
                  <td>
                    <Button
                      variant="default"
                      onClick={() => onMove({ kind: 'unmatch', matches: [id] })}
                      aria-label={t('matching.unmatchNamed', { activity: activityTitle, event: name ?? event })}
                    >
                      {t('matching.unmatch')}
                    </Button>
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
