import type { Connection, Resync } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { resyncQuery } from '../api/queries.ts';
import { Notice } from '../ui/Notice.tsx';
import { instantInWords } from '../ui/time.ts';
import classes from './RepairSection.module.css';
import { type Repair, useRepair } from './use-repair.ts';

const LABELS = {
  resync: 'repair.scratchStart',
  'accept-missing': 'repair.scratchAccept',
  abandon: 'repair.scratchAbandon',
} as const;

/** What may be asked for, by what is under way. */
const OFFERED: Record<Resync['state'] | 'none', readonly Exclude<Repair, 'replay'>[]> = {
  none: ['resync'],
  reading: ['abandon'],
  asking: ['accept-missing', 'abandon'],
  done: ['resync'],
  abandoned: ['resync'],
};

/** Loading everything again, beside what is here: how far it is, and what a person decides. */
export function FromScratch({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { data: resync } = useQuery(resyncQuery(connection.name));
  const repair = useRepair(connection.name);
  const { state, progress } = connection;
  // Of a first history that still loads there is nothing to load again.
  const isLoading = progress !== null && !progress.complete;
  const offered = state === 'active' && (resync != null || !isLoading) ? OFFERED[resync?.state ?? 'none'] : [];
  return (
    <>
      <h3 className={classes.heading}>{t('repair.scratch')}</h3>
      <p>{t('repair.scratchLead', { provider: connection.provider.title })}</p>
      {resync == null ? null : <Standing connection={connection} resync={resync} />}
      <div className={classes.buttons}>
        {offered.map((one) => (
          <Button
            key={one}
            variant="default"
            loading={repair.isPending && repair.variables === one}
            onClick={() => repair.mutate(one)}
          >
            {t(LABELS[one])}
          </Button>
        ))}
      </div>
      {repair.isError ? <ProblemNotice error={repair.error} move /> : null}
    </>
  );
}

function Standing({ connection, resync }: { readonly connection: Connection; readonly resync: Resync }) {
  const { t, i18n } = useTranslation();
  const { progress, missing, outcome, endedAt } = resync;
  const when = endedAt === null ? '' : instantInWords(endedAt, connection.organisation.zone, i18n.language);
  switch (resync.state) {
    case 'reading':
      return (
        <p aria-live="polite">
          {progress === null || progress.monthsTotal === 0
            ? t('repair.scratchBegun')
            : t('repair.scratchReading', { loaded: progress.monthsLoaded, total: progress.monthsTotal })}
        </p>
      );
    case 'asking':
      return (
        <Notice tone="warn">
          <p>
            {t('repair.scratchAsking', {
              provider: connection.provider.title,
              missing: missing?.orders ?? 0,
              of: missing?.of ?? 0,
            })}
          </p>
        </Notice>
      );
    case 'abandoned':
      return <p>{t('repair.scratchAbandoned', { when })}</p>;
    case 'done':
      return <p>{t('repair.scratchDone', { when, orders: outcome?.orders ?? 0, gone: outcome?.gone ?? 0 })}</p>;
  }
}
