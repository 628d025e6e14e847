import type { ConnectionSummary } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { historyQuery } from '../api/queries.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';

const AT_FIRST = 10;

/** Who did what to a connection, and when. */
export function HistoryLogSection({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(AT_FIRST);
  const { data: page, error } = useQuery(historyQuery(connection.name, limit));
  const { zone } = connection.organisation;
  return (
    <Section title={t('log.title')} anchor="log">
      {page === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} />
        )
      ) : page.items.length === 0 ? (
        <p>{t('log.none')}</p>
      ) : (
        <>
          <ScrollRegion label={t('log.caption')}>
            <table className={table.table} data-stacked>
              <caption className="visually-hidden">{t('log.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('log.when')}</th>
                  <th scope="col">{t('log.what')}</th>
                  <th scope="col">{t('log.who')}</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map(({ at, who, action, words }) => (
                  <tr key={`${at} ${action} ${who}`}>
                    <th scope="row">
                      <Moment at={at} zone={zone} form="absolute" />
                    </th>
                    <td data-wrap>{words}</td>
                    <td>{who}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          {page.nextCursor === null || limit >= 200 ? null : (
            <Button onClick={() => setLimit((so) => Math.min(200, so + 40))}>{t('log.more')}</Button>
          )}
        </>
      )}
    </Section>
  );
}
