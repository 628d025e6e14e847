import type { Mail } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Choice } from '../ui/Choice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ownZone } from '../ui/own-zone.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { MailTag } from './MailTag.tsx';
import classes from './Outbox.module.css';
import { outboxQuery } from './outbox-queries.ts';
import { useKindWords } from './use-kind-words.ts';

type Shown = 'all' | 'queued' | 'sent' | 'failed';

/** The mails of the platform; where none are sent, the place from which they are handed on. */
export function OutboxPage() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>('all');
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    outboxQuery(shown === 'all' ? undefined : shown),
  );
  const items = data?.pages.flatMap((page) => page.items);
  const first = data?.pages[0];
  return (
    <>
      <PageHeading title={t('outbox.title')} below={t('outbox.lead')}>
        {t('outbox.title')}
      </PageHeading>
      <div className={classes.above}>
        {first === undefined ? null : first.sending === null ? (
          <Notice tone="warn" title={t('outbox.notSentTitle')}>
            <p>{t('outbox.notSent')}</p>
          </Notice>
        ) : (
          <p>{t('outbox.sentBy', { server: first.sending.server, from: first.sending.from })}</p>
        )}
        <Choice
          legend={t('outbox.filter')}
          value={shown}
          options={[
            { value: 'all', label: t('outbox.all') },
            ...(['queued', 'sent', 'failed'] as const).map((value) => ({ value, label: t(`outbox.states.${value}`) })),
          ]}
          onChange={setShown}
        />
      </div>
      {items === undefined ? (
        error === null ? (
          <LoadingLines label={t('outbox.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : items.length === 0 ? (
        shown === 'all' ? (
          <Empty title={t('outbox.emptyTitle')}>
            <p>{t('outbox.empty')}</p>
          </Empty>
        ) : (
          <Empty
            title={t('outbox.filteredTitle')}
            action={<Button onClick={() => setShown('all')}>{t('outbox.showAll')}</Button>}
          >
            <p>{t('outbox.filtered')}</p>
          </Empty>
        )
      ) : (
        <div className={classes.stack}>
          <Mails items={items} />
          {hasNextPage ? (
            <div>
              <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
                {t('outbox.more')}
              </Button>
            </div>
          ) : null}
        </div>
      )}
    </>
  );
}

function Mails({ items }: { readonly items: readonly Mail[] }) {
  const { t } = useTranslation();
  const kindWords = useKindWords();
  return (
    <ScrollRegion label={t('outbox.caption')}>
      <table className={table.table} data-stacked>
        <caption className="visually-hidden">{t('outbox.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('outbox.subject')}</th>
            <th scope="col">{t('outbox.to')}</th>
            <th scope="col">{t('outbox.state')}</th>
            <th scope="col">{t('outbox.kind')}</th>
            <th scope="col">{t('outbox.written')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, subject, to, state, template, queuedAt }) => (
            <tr key={id}>
              <th scope="row" data-wrap>
                <Link to={paths.mail} params={{ mail: id }} preload={false}>
                  {subject}
                </Link>
              </th>
              <td>{to.address}</td>
              <td>
                <MailTag state={state} />
              </td>
              <td>{kindWords(template)}</td>
              <td>
                <Moment at={queuedAt} zone={ownZone()} form="absolute" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
