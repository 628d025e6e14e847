import type { Connection, Deletion } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { hasCollected } from '../connections/StopDialog.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { instantInWords } from '../ui/time.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import classes from './privacy.module.css';
import { certificateLinks, deletionsQuery } from './queries.ts';
import { ReconnectSection } from './ReconnectSection.tsx';
import { useAskDeletion, useCancelDeletion } from './use-deletions.ts';

/** Of a connection that is stopped: what has become of what it had collected, and the way back. */
export function CollectedSection({ connection }: { readonly connection: Connection }) {
  const session = useSession();
  if (connection.state !== 'stopped' || !mayCall(session, 'listDeletions', connection.organisation.slug)) return null;
  return <Stopped connection={connection} />;
}

function Stopped({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const session = useSession();
  const { data, error } = useQuery(deletionsQuery(connection.organisation.slug));
  const latest = data === undefined ? null : latestOf(data.items, connection);
  return (
    <>
      <Section title={t('collected.title')} anchor="collected">
        {data !== undefined ? (
          <Collected connection={connection} latest={latest} />
        ) : error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} />
        )}
      </Section>
      {connection.headline.action?.kind === 'reconnect' &&
      mayCall(session, 'reconnectConnection', connection.organisation.slug) ? (
        <ReconnectSection connection={connection} isDeleted={latest?.state === 'done'} />
      ) : null}
    </>
  );
}

/** What was asked last about this connection, unless it has collected again since. */
function latestOf(items: readonly Deletion[], { name, headline }: Connection): Deletion | null {
  const ours = items.find(
    ({ connection, state }) => (connection === null || connection === name) && state !== 'cancelled',
  );
  if (ours === undefined) return null;
  const isOld = ours.endedAt !== null && headline.since !== null && ours.endedAt < headline.since;
  return isOld ? null : ours;
}

function Collected({ connection, latest }: { readonly connection: Connection; readonly latest: Deletion | null }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const { organisation, dataTo, provider, name } = connection;
  const isAnyHere = hasCollected(connection) || connection.consent !== null;
  const cancel = useCancelDeletion(organisation.slug);
  const when = (at: string): string => instantInWords(at, organisation.zone, i18n.language);
  return (
    <>
      {latest === null ? (
        <p>
          {!isAnyHere
            ? t('collected.none')
            : dataTo === null
              ? t('collected.kept')
              : t('collected.keptUntil', { when: when(dataTo) })}
        </p>
      ) : latest.state === 'scheduled' && !latest.atOnce ? (
        <p>{t('collected.scheduled', { when: when(latest.dueAt) })}</p>
      ) : latest.state === 'done' ? (
        <>
          <p>{t('collected.done', { when: when(latest.endedAt ?? latest.dueAt) })}</p>
          {latest.repeats === null ? null : <p>{t('collected.repeated')}</p>}
          <CertificateLinks deletion={latest} />
        </>
      ) : (
        <Notice tone="info" announced="in-time">
          <p>{t('collected.running')}</p>
          {latest.fault === null ? null : <p>{t('collected.fault', { fault: latest.fault })}</p>}
        </Notice>
      )}
      {latest === null && isAnyHere && mayCall(session, 'deleteConnectionData', organisation.slug) ? (
        <DeletePart organisation={organisation} provider={provider.title} connection={name} />
      ) : null}
      {latest?.state === 'scheduled' && !latest.atOnce && mayCall(session, 'cancelDeletion', organisation.slug) ? (
        <div>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(latest.id)}>
            {t('collected.cancel')}
          </Button>
        </div>
      ) : null}
      {cancel.isError ? <ProblemNotice error={cancel.error} move /> : null}
      {cancel.isSuccess && latest === null ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('collected.cancelled')}</p>
        </Notice>
      ) : null}
    </>
  );
}

function CertificateLinks({ deletion }: { readonly deletion: Deletion }) {
  const { t } = useTranslation();
  const links = certificateLinks(deletion.organisation, deletion.id);
  return (
    <p className={classes.deeds}>
      <a href={links.print} target="_blank" rel="noreferrer">
        {t('collected.print')}
      </a>
      <a href={links.json} target="_blank" rel="noreferrer">
        {t('collected.json')}
      </a>
    </p>
  );
}

interface DeletePartProps {
  readonly organisation: { readonly slug: string; readonly name: string };
  readonly provider: string;
  readonly connection: string;
}

function DeletePart({ organisation, provider, connection }: DeletePartProps) {
  const { t } = useTranslation();
  const ask = useAskDeletion();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <div>
        <Button variant="default" loading={ask.isPending} onClick={() => setOpened(true)}>
          {t('collected.delete')}
        </Button>
      </div>
      {ask.isError ? <ProblemNotice error={ask.error} move /> : null}
      <DeleteDialog
        organisation={organisation.name}
        provider={provider}
        opened={opened}
        onClose={() => setOpened(false)}
        onDelete={(wanted) => {
          setOpened(false);
          ask.mutate({ organisation: organisation.slug, connection, ...wanted });
        }}
      />
    </>
  );
}
