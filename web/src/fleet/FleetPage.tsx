import type { Fleet } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { fleetQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { LiveIndicator } from '../shell/LiveIndicator.tsx';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { FleetCounts } from './FleetCounts.tsx';
import { FleetFilters } from './FleetFilters.tsx';
import { FleetTable } from './FleetTable.tsx';
import { type FleetSearch, withChange } from './fleet-search.ts';

/** Every connection of the platform, the worst first. The address holds what was chosen, so that it can be linked. */
export function FleetPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: paths.fleet });
  const navigate = useNavigate();
  const { data: fleet, error, refetch } = useQuery(fleetQuery(search));
  const change = (part: Parameters<typeof withChange>[1]) =>
    void navigate({ to: paths.fleet, search: withChange(search, part), replace: true, resetScroll: false });
  return (
    <>
      <PageHeading title={t('fleet.title')} below={<LiveIndicator />}>
        {t('fleet.title')}
      </PageHeading>
      {fleet === undefined ? (
        error === null ? (
          <LoadingLines label={t('fleet.loading')} lines={8} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : fleet.total === 0 ? (
        <Empty title={t('fleet.emptyTitle')}>
          <p>{t('fleet.empty')}</p>
        </Empty>
      ) : (
        <Asked fleet={fleet} search={search} onChange={change} />
      )}
    </>
  );
}

interface AskedProps {
  readonly fleet: Fleet;
  readonly search: FleetSearch;
  readonly onChange: (part: Parameters<typeof withChange>[1]) => void;
}

function Asked({ fleet, search, onChange }: AskedProps) {
  const { t } = useTranslation();
  const clear = { headline: undefined, whoActs: undefined, provider: undefined, text: undefined };
  return (
    <>
      <FleetCounts
        counts={fleet.counts}
        chosen={search.headline ?? null}
        onChoose={(code) => onChange({ headline: code ?? undefined })}
      />
      <FleetFilters fleet={fleet} search={search} onChange={onChange} />
      {fleet.items.length === 0 ? (
        <Empty
          title={t('fleet.noneTitle')}
          action={<Button onClick={() => onChange(clear)}>{t('fleet.clear')}</Button>}
        >
          <p>{t('fleet.none', { total: fleet.total })}</p>
        </Empty>
      ) : (
        <FleetTable fleet={fleet} search={search} onChange={onChange} />
      )}
    </>
  );
}
