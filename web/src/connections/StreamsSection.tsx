import type { Connection, Fault } from '@illuminate/contract';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FaultNote } from '../syncs/FaultNote.tsx';
import { streamInWords } from '../syncs/stream-words.ts';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';
import { Tag } from '../ui/Tag.tsx';

/** How each kind of record fares: one may fail while the others go on. */
export function StreamsSection({ connection }: { readonly connection: Connection }) {
  const { t, i18n } = useTranslation();
  const { streams, organisation } = connection;
  const { zone } = organisation;
  if (streams.length === 0) return null;
  const faults = faultsOf(streams);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <Section title={t('connection.streams.title')}>
      <ScrollRegion label={t('connection.streams.caption')}>
        <table className={table.table}>
          <caption className="visually-hidden">{t('connection.streams.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('connection.streams.stream')}</th>
              <th scope="col">{t('connection.streams.state')}</th>
              <th scope="col">{t('connection.streams.last')}</th>
              <th scope="col">{t('connection.streams.retry')}</th>
            </tr>
          </thead>
          <tbody>
            {streams.map(({ stream, lastSuccessAt, failures, retryAt }) => (
              <tr key={stream}>
                <th scope="row">{streamInWords(stream, t)}</th>
                <td>
                  {failures > 0 ? (
                    <Tag tone="warn" icon={<IconAlertTriangle stroke={2} />}>
                      {t('connection.streams.failing', { count: failures })}
                    </Tag>
                  ) : lastSuccessAt === null ? (
                    <Tag tone="neutral" icon={<IconCircleDashed stroke={2} />}>
                      {t('connection.streams.waiting')}
                    </Tag>
                  ) : (
                    <Tag tone="ok" icon={<IconCircleCheck stroke={2} />}>
                      {t('connection.streams.fine')}
                    </Tag>
                  )}
                </td>
                <td>
                  {lastSuccessAt === null ? t('time.none') : <Moment at={lastSuccessAt} zone={zone} form="absolute" />}
                </td>
                <td>{retryAt === null ? t('time.none') : <Moment at={retryAt} zone={zone} form="absolute" />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {[...faults].map(([key, { fault, streams: touched }]) => (
        <FaultNote key={key} fault={fault} title={list.format(touched.map((stream) => streamInWords(stream, t)))} />
      ))}
    </Section>
  );
}

/** Every fault once, with all that it touches: what stops a whole update would be told of each kind otherwise. */
function faultsOf(streams: Connection['streams']) {
  const faults = new Map<string, { readonly fault: Fault; readonly streams: string[] }>();
  for (const { stream, failures, lastFailure } of streams) {
    if (failures === 0 || lastFailure === null) continue;
    const key = `${lastFailure.code} ${lastFailure.cause} ${lastFailure.nextStep}`;
    const known = faults.get(key);
    if (known === undefined) faults.set(key, { fault: lastFailure, streams: [stream] });
    else known.streams.push(stream);
  }
  return faults;
}
