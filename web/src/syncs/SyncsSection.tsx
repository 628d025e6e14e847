import type { ConnectionSummary, Sync } from '@illuminate/contract';
import { Button } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleOff,
  IconHourglass,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { syncsQuery } from '../api/queries.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { instantInWords, lengthOf } from '../ui/time.ts';
import { FaultNote } from './FaultNote.tsx';

const OUTCOMES: Record<Sync['state'], { tone: Tone; Icon: TablerIcon }> = {
  queued: { tone: 'neutral', Icon: IconHourglass },
  running: { tone: 'info', Icon: IconRefresh },
  succeeded: { tone: 'ok', Icon: IconCircleCheck },
  failed: { tone: 'bad', Icon: IconAlertCircle },
  cancelled: { tone: 'neutral', Icon: IconCircleOff },
  interrupted: { tone: 'warn', Icon: IconCircleOff },
};

const AT_FIRST = 10;

/** The last updates of a connection, newest first; the newest failure told in full. */
export function SyncsSection({ connection }: { readonly connection: ConnectionSummary }) {
  const { t, i18n } = useTranslation();
  const [limit, setLimit] = useState(AT_FIRST);
  const { data: page, error } = useQuery(syncsQuery(connection.name, limit));
  const { zone } = connection.organisation;
  const ended = page?.items.find(({ endedAt }) => endedAt !== null);
  return (
    <Section title={t('syncs.title')} anchor="updates">
      {page === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} />
        )
      ) : page.items.length === 0 ? (
        <p>{t('syncs.none')}</p>
      ) : (
        <>
          {ended?.failure == null ? null : (
            <FaultNote
              fault={ended.failure}
              title={t('syncs.fault', { when: instantInWords(startOf(ended), zone, i18n.language) })}
            />
          )}
          <ScrollRegion label={t('syncs.caption')}>
            <table className={table.table}>
              <caption className="visually-hidden">{t('syncs.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('syncs.started')}</th>
                  <th scope="col">{t('syncs.outcome')}</th>
                  <th scope="col">{t('syncs.changed')}</th>
                  <th scope="col">{t('syncs.took')}</th>
                  <th scope="col">{t('syncs.why')}</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((sync) => (
                  <Row key={sync.id} sync={sync} zone={zone} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          {page.nextCursor === null || limit >= 200 ? null : (
            <Button onClick={() => setLimit((so) => Math.min(200, so + 40))}>{t('syncs.more')}</Button>
          )}
        </>
      )}
    </Section>
  );
}

/** When an update that has ended began; one that never began has only its end. */
const startOf = ({ startedAt, endedAt }: Sync): string => startedAt ?? endedAt ?? new Date(0).toISOString();

function Row({ sync, zone }: { readonly sync: Sync; readonly zone: string }) {
  const { t, i18n } = useTranslation();
  const [told, setTold] = useState(false);
  const { tone, Icon } = OUTCOMES[sync.state];
  const took = () => {
    if (sync.startedAt === null) return t('time.none');
    if (sync.endedAt === null) return t('syncs.running');
    const { unit, count } = lengthOf(Date.parse(sync.endedAt) - Date.parse(sync.startedAt));
    return t(`time.length.${unit}`, { count });
  };
  const failedAt = instantInWords(startOf(sync), zone, i18n.language);
  return (
    <>
      <tr>
        <th scope="row">
          {sync.startedAt === null ? t('syncs.notStarted') : <Moment at={sync.startedAt} zone={zone} form="absolute" />}
        </th>
        <td>
          <Tag tone={tone} icon={<Icon stroke={2} />}>
            {t(`syncs.state.${sync.state}`)}
          </Tag>
          {sync.failure === null ? null : (
            <button
              type="button"
              className={table.more}
              aria-expanded={told}
              aria-label={t('syncs.faultShow', { when: failedAt })}
              onClick={() => setTold((was) => !was)}
            >
              {t('syncs.details')}
            </button>
          )}
        </td>
        <td data-wrap>
          <Changed sync={sync} />
        </td>
        <td>{took()}</td>
        <td data-quiet>{t(`syncs.trigger.${sync.trigger}`)}</td>
      </tr>
      {told && sync.failure !== null ? (
        <tr>
          <td colSpan={5} data-wrap>
            <FaultNote fault={sync.failure} title={t('syncs.fault', { when: failedAt })} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Changed({ sync }: { readonly sync: Sync }) {
  const { t, i18n } = useTranslation();
  const { counts } = sync;
  const parts = [
    counts.ordersChanged > 0 ? t('syncs.changedOrders', { count: counts.ordersChanged }) : null,
    counts.ticketsChanged > 0 ? t('syncs.changedTickets', { count: counts.ticketsChanged }) : null,
    counts.feedItemsChanged > 0 ? t('syncs.changedFeedItems', { count: counts.feedItemsChanged }) : null,
    counts.disappeared > 0 ? t('syncs.disappeared', { count: counts.disappeared }) : null,
    counts.observed > 0 ? t('syncs.observed', { count: counts.observed }) : null,
    counts.rejects > 0 ? t('syncs.changedRejects', { count: counts.rejects }) : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return sync.endedAt === null ? t('time.none') : t('syncs.changedNothing');
  return new Intl.ListFormat(i18n.language, { style: 'short', type: 'unit' }).format(parts);
}
