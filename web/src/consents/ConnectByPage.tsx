import type { Organisation, Provider } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { organisationsQuery, providersQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { ByPermission } from './ByPermission.tsx';
import { BySignIn } from './BySignIn.tsx';
import { HERE } from './ConnectPage.tsx';
import { UnlessConnected } from './UnlessConnected.tsx';

export interface ConnectByProps {
  readonly provider: Provider;
  readonly way: Provider['methods'][number];
  readonly organisation: Organisation;
}

/** One way of connecting one system, from the first step to the connection. */
export function ConnectByPage() {
  const { t } = useTranslation();
  const { provider: id, method } = useParams({ from: paths.connectBy });
  const { data, error, refetch } = useQuery(providersQuery);
  const { data: all } = useQuery(organisationsQuery);
  const mine = useOwn(all);
  const [chosen, setChosen] = useState<string | null>(null);
  const provider = data?.items.find((one) => one.id === id);
  const way = provider?.methods.find((one) => one.method === method && HERE.some((here) => here === one.method));
  const organisation = mine?.find(({ slug }) => slug === chosen) ?? mine?.[0];
  const title = provider === undefined ? t('connect.title') : t('connect.heading', { provider: provider.title });
  const isKnown = data !== undefined && mine !== undefined;
  return (
    <>
      <PageHeading
        title={title}
        above={
          <p>
            <Link to={paths.connect}>{t('connect.backToAll')}</Link>
          </p>
        }
        below={way === undefined ? undefined : t(`connections.method.${way.method}`)}
      >
        {title}
      </PageHeading>
      {!isKnown ? (
        error === null ? (
          <LoadingLines label={t('connect.loading')} lines={6} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : provider === undefined || way === undefined || organisation === undefined ? (
        <Empty title={t('connect.missing')} action={<Link to={paths.connect}>{t('connect.backToAll')}</Link>}>
          <p>{t('connect.lead')}</p>
        </Empty>
      ) : (
        <>
          {mine.length > 1 ? (
            <NativeSelect
              label={t('connect.organisation')}
              value={organisation.slug}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={mine.map(({ slug, name }) => ({ value: slug, label: name }))}
              style={{ maxWidth: '24rem', marginBottom: '1.5rem' }}
            />
          ) : null}
          <UnlessConnected key={organisation.slug} provider={provider} organisation={organisation}>
            {way.method === 'provider-consent' ? (
              <ByPermission provider={provider} way={way} organisation={organisation} />
            ) : (
              <BySignIn provider={provider} way={way} organisation={organisation} />
            )}
          </UnlessConnected>
        </>
      )}
    </>
  );
}

/** Organisations for which the reader may decide: of a person those of its roles, of a key whatever it sees. */
function useOwn(all: readonly Organisation[] | undefined): readonly Organisation[] | undefined {
  const { kind, memberships } = useSession();
  if (kind !== 'person') return all;
  const slugs = memberships
    .filter(({ may }) => may.includes('startClaim'))
    .map(({ organisation }) => organisation.slug);
  return all?.filter(({ slug }) => slugs.includes(slug));
}
