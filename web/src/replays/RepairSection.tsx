import type { Connection, KeptPages } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { keptPagesQuery } from '../api/queries.ts';
import { Facts } from '../ui/Facts.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { instantInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import { FromScratch } from './FromScratch.tsx';
import classes from './RepairSection.module.css';
import { useRepair } from './use-repair.ts';

/** What can be read again of what has been read before. */
export function RepairSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { data: pages, error } = useQuery(keptPagesQuery(connection.name));
  // Whoever only watches the status of a connection has nothing to repair.
  if (problemOf(error)?.code === 'not-allowed') return null;
  return (
    <Section title={t('repair.title')} anchor="repair">
      {pages !== undefined ? (
        <>
          <p>{t('repair.lead')}</p>
          <Pages connection={connection} pages={pages} />
          <FromScratch connection={connection} />
        </>
      ) : error === null ? (
        <LoadingLines label={t('app.loading')} />
      ) : (
        <ProblemNotice error={error} />
      )}
    </Section>
  );
}

const REPLAYED_IN: readonly Connection['state'][] = ['active', 'paused', 'suspended'];

function Pages({ connection, pages }: { readonly connection: Connection; readonly pages: KeptPages }) {
  const { t } = useTranslation();
  const replay = useRepair(connection.name);
  const days = pages.keptDays;
  return (
    <>
      <h3 className={classes.heading}>{t('repair.pages')}</h3>
      <p>{t('repair.pagesLead', { days, provider: connection.provider.title })}</p>
      {pages.files === 0 ? <p>{t('repair.pagesNone')}</p> : <Held connection={connection} pages={pages} />}
      {pages.files === 0 || !REPLAYED_IN.includes(connection.state) ? null : (
        <div className={classes.buttons}>
          <Button variant="default" loading={replay.isPending} onClick={() => replay.mutate('replay')}>
            {t('repair.replay')}
          </Button>
        </div>
      )}
      {replay.isError ? <ProblemNotice error={replay.error} move /> : null}
      {replay.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('repair.replaying')}</p>
        </Notice>
      ) : null}
    </>
  );
}

function Held({ connection, pages }: { readonly connection: Connection; readonly pages: KeptPages }) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const { zone } = connection.organisation;
  const { bytes, from, to, dropped } = pages;
  const why = dropped?.reason === 'room' ? 'repair.droppedRoom' : 'repair.droppedUnwritable';
  return (
    <Facts
      items={[
        {
          name: t('repair.held'),
          value: t('repair.heldSize', { size: figures(Math.max(0.1, Math.round(bytes / 1e5) / 10)) }),
        },
        ...(from === null ? [] : [{ name: t('repair.from'), value: <Moment at={from} zone={zone} form="absolute" /> }]),
        ...(to === null ? [] : [{ name: t('repair.to'), value: <Moment at={to} zone={zone} form="absolute" /> }]),
        ...(dropped === null
          ? []
          : [{ name: t('repair.dropped'), value: t(why, { when: instantInWords(dropped.at, zone, i18n.language) }) }]),
      ]}
    />
  );
}
