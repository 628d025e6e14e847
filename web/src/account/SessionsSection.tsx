import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';
import { ownSessionsQuery } from './account-queries.ts';

/** The zone of whoever reads: these are their own doings, wherever their organisation is. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where one is signed in, and the end of any of it. */
export function SessionsSection() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(ownSessionsQuery);
  const refresh = () => void queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
  const end = useMutation({
    mutationFn: (session: string) => api.call('endOwnSession', { params: { session } }),
    onSettled: refresh,
  });
  const endOthers = useMutation({ mutationFn: () => api.call('endOtherSessions', {}), onSettled: refresh });
  const sessions = data?.items;
  if (sessions === undefined) {
    return (
      <Section title={t('account.sessions.title')} anchor="sessions">
        {error === null ? (
          <LoadingLines label={t('app.loading')} lines={2} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )}
      </Section>
    );
  }
  return (
    <Section title={t('account.sessions.title')} anchor="sessions">
      <p>{t('account.sessions.lead')}</p>
      <ScrollRegion label={t('account.sessions.caption')}>
        <table className={table.table} data-stacked>
          <caption className="visually-hidden">{t('account.sessions.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('account.sessions.browser')}</th>
              <th scope="col">{t('account.sessions.lastUsed')}</th>
              <th scope="col">{t('account.sessions.opened')}</th>
              <th scope="col">{t('account.sessions.address')}</th>
              <DeedsHeading name={t('people.columns.deeds')} />
            </tr>
          </thead>
          <tbody>
            {sessions.map((one) => {
              const browser = one.browser ?? t('account.sessions.unknown');
              return (
                <tr key={one.id}>
                  <th scope="row">{browser}</th>
                  <td data-label={one.current ? undefined : t('account.sessions.lastUsed')}>
                    {one.current ? (
                      t('account.sessions.thisOne')
                    ) : (
                      <Moment at={one.lastUsedAt} zone={zone} form="relative" />
                    )}
                  </td>
                  <td data-label={t('account.sessions.opened')}>
                    <Moment at={one.openedAt} zone={zone} form="absolute" />
                  </td>
                  <td data-quiet data-label={t('account.sessions.address')}>
                    {one.address ?? t('time.none')}
                  </td>
                  <td>
                    {one.current ? null : (
                      <Button
                        onClick={() => end.mutate(one.id)}
                        loading={end.isPending && end.variables === one.id}
                        aria-label={t('account.sessions.endNamed', { browser })}
                      >
                        {t('account.sessions.end')}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      {sessions.length > 2 ? (
        <div>
          <Button onClick={() => endOthers.mutate()} loading={endOthers.isPending}>
            {t('account.sessions.endOthers')}
          </Button>
        </div>
      ) : null}
      {end.isError ? <ProblemNotice error={end.error} move /> : null}
      {endOthers.isError ? <ProblemNotice error={endOthers.error} move /> : null}
      <output className="visually-hidden">
        {end.isSuccess || endOthers.isSuccess ? t('account.sessions.ended') : ''}
      </output>
    </Section>
  );
}
