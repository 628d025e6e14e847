import { type AuditSubject, auditSubject } from '@illuminate/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { AuditTable } from './AuditTable.tsx';
import classes from './AuditTrail.module.css';
import { auditQuery } from './audit-query.ts';
import { matchesTyped } from './matches-typed.ts';

interface AuditTrailProps {
  readonly organisation: string | null;
  readonly zone: string;
}

/** The trail as far as it was asked for, by what it is about, and a field that narrows what is shown. */
export function AuditTrail({ organisation, zone }: AuditTrailProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [about, setAbout] = useState<AuditSubject | null>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(organisation, about),
  );
  if (data === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} lines={6} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const entries = data.pages.flatMap(({ items }) => items);
  if (entries.length === 0 && about === null) {
    return (
      <Empty kind="not-yet" title={t('audit.noneTitle')}>
        <p>{t('audit.none')}</p>
      </Empty>
    );
  }
  const found = entries.filter((entry) => matchesTyped(entry, typed));
  return (
    <div className={classes.trail}>
      <div className={classes.above}>
        <NativeSelect
          label={t('audit.about')}
          value={about ?? ''}
          data={[
            { value: '', label: t('audit.everything') },
            ...auditSubject.options.map((value) => ({ value, label: t(`audit.subjects.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => setAbout(value === '' ? null : auditSubject.parse(value))}
        />
        <TextInput
          type="search"
          label={t('audit.find')}
          description={t('audit.findHelp')}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <output>
          {typed === ''
            ? t('audit.count', { count: entries.length })
            : t('audit.found', { count: found.length, of: entries.length })}
        </output>
      </div>
      {entries.length === 0 ? (
        <Empty
          kind="filter"
          title={t('audit.noneAboutTitle')}
          action={<Button onClick={() => setAbout(null)}>{t('audit.everything')}</Button>}
        >
          <p>{t('audit.noneAbout')}</p>
        </Empty>
      ) : found.length === 0 ? (
        <Empty
          kind="filter"
          title={t('audit.tightTitle')}
          action={<Button onClick={() => setTyped('')}>{t('audit.showAll')}</Button>}
        >
          <p>{t('audit.tight', { typed })}</p>
        </Empty>
      ) : (
        <AuditTable entries={found} zone={zone} withOrganisation={organisation === null} />
      )}
      {hasNextPage ? (
        <p className={classes.more}>
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            {t('audit.more')}
          </Button>
        </p>
      ) : null}
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void fetchNextPage()} />}
    </div>
  );
}
