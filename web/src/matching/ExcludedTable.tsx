import type { Matching } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import type { MatchingMove } from './matching-queries.ts';
import { useEventWords } from './use-event-words.ts';

interface ExcludedTableProps {
  readonly matching: Matching;
  readonly zone: string;
  readonly mayChange: boolean;
  readonly onMove: (move: MatchingMove) => void;
}

/** What is left out, why, and by whom. */
export function ExcludedTable({ matching: { excluded }, zone, mayChange, onMove }: ExcludedTableProps) {
  const { t } = useTranslation();
  const wordsOf = useEventWords();
  if (excluded.length === 0) {
    return (
      <Empty kind="not-yet" title={t('matching.emptyTitle')}>
        <p>{t('matching.emptyExcluded')}</p>
      </Empty>
    );
  }
  return (
    <ScrollRegion label={t('matching.excludedCaption')}>
      <table className={table.table} data-stacked="">
        <caption className="visually-hidden">{t('matching.excludedCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('matching.columns.event')}</th>
            <th scope="col">{t('matching.columns.reason')}</th>
            <th scope="col">{t('matching.columns.by')}</th>
            {mayChange ? <DeedsHeading name={t('matching.columns.deeds')} /> : null}
          </tr>
        </thead>
        <tbody>
          {excluded.map(({ connection, event, eventId, name, reason, note, by, at }) => {
            const shown = wordsOf({ name, eventId });
            return (
              <tr key={`${connection} ${event}`}>
                <th scope="row">
                  <bdi className={table.text}>{shown}</bdi>
                </th>
                <td>
                  <span className={table.text}>
                    {t(`matching.reasons.${reason}`)}
                    {note === null ? '' : `: ${note}`}
                  </span>
                </td>
                <td data-label={t('matching.columns.by')}>
                  {by}, <Moment at={at} zone={zone} />
                </td>
                {mayChange ? (
                  <td>
                    <Button
                      variant="default"
                      onClick={() => onMove({ kind: 'include', events: [{ connection, event }] })}
                      aria-label={t('matching.includeNamed', { event: name ?? shown })}
                    >
                      {t('matching.include')}
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
