import type { Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Section } from '../../ui/Section.tsx';
import table from '../../ui/Table.module.css';
import { lengthOf } from '../../ui/time.ts';
import { useFigures } from '../../ui/use-figures.ts';
import { reportRunsQuery } from '../report-queries.ts';
import classes from './Saved.module.css';

interface RunHistoryProps {
  /** A saved report, or one that is ready. */
  readonly report: string;
  readonly organisation: Organisation;
}

/** Who ran it when, and what came of it. */
export function RunHistory({ report, organisation }: RunHistoryProps) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    reportRunsQuery(organisation.slug, report),
  );
  const runs = data?.pages.flatMap(({ items }) => items) ?? [];
  // On paper stands the report, and not who looked at it.
  return (
    <div className={`${classes.history} no-print`}>
      <Section title={t('explorer.history.title')} anchor="history">
        {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {data !== undefined && runs.length === 0 ? <p>{t('explorer.history.none')}</p> : null}
        {runs.length === 0 ? null : (
          <ScrollRegion label={t('explorer.history.caption')}>
            <table className={table.table}>
              <caption className="visually-hidden">{t('explorer.history.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('explorer.history.when')}</th>
                  <th scope="col">{t('explorer.history.who')}</th>
                  <th scope="col">{t('explorer.history.what')}</th>
                  <th scope="col">{t('explorer.history.asked')}</th>
                  <th scope="col">{t('explorer.history.outcome')}</th>
                  <th scope="col" data-numeric="">
                    {t('explorer.history.rows')}
                  </th>
                  <th scope="col" data-numeric="">
                    {t('explorer.history.took')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {runs.map((run) => {
                  const { unit, count } = lengthOf(run.milliseconds);
                  return (
                    <tr key={run.id}>
                      <th scope="row" data-as-is>
                        <Moment at={run.startedAt} zone={organisation.zone} form="absolute" />
                      </th>
                      <td>{run.by}</td>
                      <td>
                        {run.purpose === 'export'
                          ? t('explorer.history.export', { format: (run.format ?? '').toUpperCase() })
                          : t('explorer.history.screen')}
                        {run.reason === null ? null : <> · {t('explorer.history.reason', { reason: run.reason })}</>}
                      </td>
                      <td data-wrap>{run.sentence}</td>
                      <td>
                        {t(`explorer.run.state.${run.state}`)}
                        {run.problem === null ? '' : `: ${run.problem}`}
                      </td>
                      <td data-numeric="">{run.rows === null ? t('time.none') : figures(run.rows)}</td>
                      <td data-numeric="">
                        {run.milliseconds < 1_000
                          ? t('explorer.history.milliseconds', { count: run.milliseconds })
                          : t(`time.length.${unit}`, { count })}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </ScrollRegion>
        )}
        {hasNextPage ? (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('explorer.history.more')}
          </Button>
        ) : null}
      </Section>
    </div>
  );
}
