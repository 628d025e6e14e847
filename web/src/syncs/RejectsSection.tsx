import type { ConnectionSummary } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { rejectsQuery } from '../api/queries.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';
import { streamInWords } from './stream-words.ts';

const AT_FIRST = 20;

/** Records that could not be read: why, and what to do. Never what was in them. */
export function RejectsSection({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(AT_FIRST);
  const { data: page, error } = useQuery(rejectsQuery(connection.name, limit));
  const { zone } = connection.organisation;
  return (
    <Section title={t('rejects.title')} anchor="rejects">
      <p>{t('rejects.lead')}</p>
      {page === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} />
        )
      ) : (
        <>
          <ScrollRegion label={t('rejects.caption')}>
            <table className={table.table}>
              <caption className="visually-hidden">{t('rejects.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('rejects.record')}</th>
                  <th scope="col">{t('rejects.stream')}</th>
                  <th scope="col">{t('rejects.reason')}</th>
                  <th scope="col">{t('rejects.next')}</th>
                  <th scope="col">{t('rejects.at')}</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((reject) => (
                  <tr key={`${reject.stream} ${reject.sourceId} ${reject.part} ${reject.field} ${reject.at}`}>
                    <th scope="row">
                      <span className={table.id}>{reject.sourceId ?? t('time.none')}</span>
                      {reject.part === null ? null : (
                        <span className={table.id} data-quiet>
                          {reject.part}
                        </span>
                      )}
                    </th>
                    <td>{streamInWords(reject.stream, t)}</td>
                    <td data-wrap>
                      {reject.reason}{' '}
                      <span data-quiet>
                        {t('rejects.expected', { field: reject.field, expected: reject.expected })}
                      </span>
                    </td>
                    <td data-wrap>{reject.nextStep}</td>
                    <td>
                      <Moment at={reject.at} zone={zone} form="absolute" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          {page.nextCursor === null || limit >= 200 ? null : (
            <Button onClick={() => setLimit((so) => Math.min(200, so + 60))}>{t('rejects.more')}</Button>
          )}
        </>
      )}
    </Section>
  );
}
