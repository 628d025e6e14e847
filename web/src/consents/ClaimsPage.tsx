import type { DeskClaim } from '@illuminate/contract';
import { Button, Textarea } from '@mantine/core';
import { IconGavel, IconHourglass } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Facts } from '../ui/Facts.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ownZone } from '../ui/own-zone.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { Tag } from '../ui/Tag.tsx';
import classes from './Consents.module.css';
import { claimsQuery } from './queries.ts';

/** Whose client it is, where a code does not tell or two organisations say so: for the support desk. */
export function ClaimsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(claimsQuery);
  const [decided, setDecided] = useState<string | null>(null);
  return (
    <>
      <PageHeading title={t('claims.title')} below={t('claims.lead')}>
        {t('claims.title')}
      </PageHeading>
      {decided === null ? null : (
        <Notice tone="ok" announced="in-time">
          <p>{decided}</p>
        </Notice>
      )}
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('claims.loading')} lines={6} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <Empty title={t('claims.emptyTitle')}>
          <p>{t('claims.empty')}</p>
        </Empty>
      ) : (
        data.items.map((claim) => <Claim key={claim.id} claim={claim} onDecided={setDecided} />)
      )}
    </>
  );
}

interface ClaimProps {
  readonly claim: DeskClaim;
  readonly onDecided: (said: string) => void;
}

function Claim({ claim, onDecided }: ClaimProps) {
  const { t } = useTranslation();
  const { connection, organisation, client, provider, state, whyDesk, note, codeSeenAt, startedBy, startedAt, rivals } =
    claim;
  const zone = ownZone();
  return (
    <Section title={organisation.name} anchor={claim.id}>
      <p>
        <Tag
          tone={state === 'at-desk' ? 'warn' : 'info'}
          icon={state === 'at-desk' ? <IconGavel size={16} /> : <IconHourglass size={16} />}
        >
          {t(`claims.state.${state}`)}
        </Tag>
      </p>
      <p>{whyDesk === null ? t('claims.waits') : t(`claims.why.${whyDesk}`)}</p>
      <Facts
        items={[
          { name: t('claims.client'), value: <bdi>{client}</bdi> },
          { name: t('claims.provider'), value: provider },
          {
            name: t('claims.connection'),
            value: (
              <Link to={paths.connection} params={{ name: connection }}>
                {connection}
              </Link>
            ),
          },
          { name: t('claims.by'), value: startedBy },
          { name: t('claims.since'), value: <Moment at={startedAt} zone={zone} form="relative" /> },
          {
            name: t('claims.codeSeen'),
            value: codeSeenAt === null ? t('claims.notSeen') : <Moment at={codeSeenAt} zone={zone} form="relative" />,
          },
          ...(note === null ? [] : [{ name: t('claims.note'), value: note, long: true }]),
          ...(rivals.length === 0
            ? []
            : [
                {
                  name: t('claims.rivals'),
                  value: rivals
                    .map((rival) => `${rival.organisation} (${t(`claims.state.${rival.state}`)})`)
                    .join(', '),
                  long: true,
                },
              ]),
        ]}
      />
      {state === 'at-desk' ? <Decision claim={claim} onDecided={onDecided} /> : null}
    </Section>
  );
}

function Decision({ claim, onDecided }: ClaimProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [evidence, setEvidence] = useState('');
  const [empty, setEmpty] = useState(false);
  const decide = useMutation({
    mutationFn: (approve: boolean) =>
      api.call('decideClaim', { params: { claim: claim.id }, body: { approve, evidence } }),
    onSuccess: async (_, approve) => {
      const said = { client: claim.client, organisation: claim.organisation.name };
      onDecided(t(approve ? 'claims.approved' : 'claims.declined', said));
      await queries.invalidateQueries({ queryKey: claimsQuery.queryKey });
    },
  });
  const say = (approve: boolean): void => {
    setEmpty(evidence.trim() === '');
    if (evidence.trim() !== '') decide.mutate(approve);
  };
  return (
    <form
      aria-label={t('claims.decide', { organisation: claim.organisation.name })}
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <Textarea
        label={t('claims.evidence')}
        description={t('claims.evidenceHelp')}
        value={evidence}
        onChange={({ currentTarget }) => setEvidence(currentTarget.value)}
        error={empty ? t('claims.evidenceNeeded') : null}
        maxLength={2_000}
        autosize
        minRows={3}
      />
      {decide.isError ? <ProblemNotice error={decide.error} move /> : null}
      <p className={classes.deeds}>
        <Button variant="default" onClick={() => say(true)} loading={decide.isPending && decide.variables}>
          {t('claims.approve')}
        </Button>
        <Button variant="default" onClick={() => say(false)} loading={decide.isPending && !decide.variables}>
          {t('claims.decline')}
        </Button>
      </p>
    </form>
  );
}
