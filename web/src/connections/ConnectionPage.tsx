import type { Connection, ConnectionSummary, OperationId } from '@illuminate/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery, connectionsQuery } from '../api/queries.ts';
import { AgreementSection, isAgreementAwaited } from '../consents/AgreementSection.tsx';
import { ClaimSection, isClaimOpen } from '../consents/ClaimSection.tsx';
import { DeliveriesSection } from '../deliveries/DeliveriesSection.tsx';
import { paths } from '../paths.ts';
import { CollectedSection } from '../privacy/CollectedSection.tsx';
import { ReconciliationSection } from '../reconciliation/ReconciliationSection.tsx';
import { RepairSection } from '../replays/RepairSection.tsx';
import { LiveIndicator } from '../shell/LiveIndicator.tsx';
import { SourcesSection } from '../sources/SourcesSection.tsx';
import { RejectsSection } from '../syncs/RejectsSection.tsx';
import { SyncsSection } from '../syncs/SyncsSection.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Facts } from '../ui/Facts.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { instantInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import { UploadsSection } from '../uploads/UploadsSection.tsx';
import { ActionLink } from './ActionLink.tsx';
import { CollectsSection } from './CollectsSection.tsx';
import { ConnectionActions } from './ConnectionActions.tsx';
import classes from './ConnectionPage.module.css';
import { ConsentSection } from './ConsentSection.tsx';
import { CoverageSection } from './CoverageSection.tsx';
import { CredentialSection } from './CredentialSection.tsx';
import { DaysSection } from './DaysSection.tsx';
import { HeadlineTag } from './HeadlineTag.tsx';
import { HistoryLogSection } from './HistoryLogSection.tsx';
import { HistoryProgress } from './HistoryProgress.tsx';
import { OlderSales } from './OlderSales.tsx';
import { isPermissionAwaited, PermissionSection } from './PermissionSection.tsx';
import { StreamsSection } from './StreamsSection.tsx';
import { SupportSection } from './SupportSection.tsx';
import { Timing } from './Timing.tsx';
import { TimingSection } from './TimingSection.tsx';

/** One connection, whole: its state, what to do, what is collected and what has happened. */
export function ConnectionPage() {
  const { name } = useParams({ from: paths.connection });
  // A page per connection: nothing of one may stay when the next is opened.
  return <NamedConnectionPage key={name} name={name} />;
}

function NamedConnectionPage({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: connection, error, refetch } = useQuery(connectionQuery(name));
  const known: ConnectionSummary | undefined =
    connection ?? queries.getQueryData(connectionsQuery.queryKey)?.find((one) => one.name === name);
  const heading = known?.organisation.name ?? t('connection.titleUnknown');
  const title =
    known === undefined
      ? t('connection.titleUnknown')
      : t('connection.pageTitle', { organisation: known.organisation.name, provider: known.provider.title });
  useAnchor(connection !== undefined);
  return (
    <>
      <PageHeading
        title={title}
        above={
          <p>
            <Link to={paths.connections}>{t('connection.back')}</Link>
          </p>
        }
        below={known === undefined ? undefined : <Below connection={known} />}
      >
        {heading}
      </PageHeading>
      {known === undefined ? null : <StatusLine connection={known} />}
      {connection !== undefined ? (
        <Whole connection={connection} />
      ) : error === null ? (
        <LoadingLines label={t('connection.loading')} lines={8} />
      ) : problemOf(error)?.code === 'not-found' ? (
        <Empty title={t('errors.notFound')} action={<Link to={paths.connections}>{t('errors.toConnections')}</Link>}>
          <p>{t('connection.missing', { name })}</p>
        </Empty>
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

/** Scrolls to the part that the address names, once it is there. */
function useAnchor(drawn: boolean): void {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (drawn && hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [drawn, hash]);
}

function Below({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  return (
    <span className={classes.below}>
      <span>{connection.provider.title}</span>
      <span>{t(`connections.method.${connection.method}`)}</span>
      <LiveIndicator />
    </span>
  );
}

function StatusLine({ connection }: { readonly connection: ConnectionSummary }) {
  const { t, i18n } = useTranslation();
  const { headline, runningSync, organisation } = connection;
  return (
    <div className={classes.status}>
      <p className={classes.tagLine}>
        <HeadlineTag headline={headline} size="large" />
        {headline.since === null ? null : (
          <time dateTime={headline.since} className={classes.since}>
            {t('connection.since', { when: instantInWords(headline.since, organisation.zone, i18n.language) })}
          </time>
        )}
      </p>
      <p className={classes.sentence}>{headline.sentence}</p>
      {runningSync?.doing == null ? null : (
        <p className={classes.doing}>{t('connections.updatingNow', { doing: runningSync.doing })}</p>
      )}
      <WayToAction connection={connection} />
      <ConnectionActions connection={connection} />
    </div>
  );
}

/** What is done by a button above, or told right below, needs no way to it. */
const IN_SIGHT = new Set(['resume', 'show-steps', 'show-progress']);

/** The way to the part of this page where the headline's action is done. */
function WayToAction({ connection }: { readonly connection: ConnectionSummary }) {
  const { headline, view } = connection;
  if (headline.action === null || view === 'status' || IN_SIGHT.has(headline.action.kind)) return null;
  return (
    <p className={classes.action}>
      <ActionLink connection={connection} />
    </p>
  );
}

function Whole({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { organisation, counts, method, state } = connection;
  // Nothing is fetched, so nothing has days, streams, a sign-in, or pages that were kept.
  const isUploaded = method === 'upload';
  const may = (call: OperationId, part: ReactNode) => (
    <May call={call} of={organisation.slug}>
      {part}
    </May>
  );
  return (
    <>
      {isClaimOpen(connection) ? <ClaimSection connection={connection} /> : null}
      {isAgreementAwaited(connection) ? <AgreementSection connection={connection} /> : null}
      {isPermissionAwaited(connection) ? <PermissionSection connection={connection} /> : null}
      <CollectedSection connection={connection} />
      {may('listSources', <SourcesSection connection={connection} />)}
      {isUploaded ? null : <DaysSection days={connection.days} />}
      {connection.view === 'whole' ? (
        <HistorySection connection={connection} />
      ) : (
        <TimingSection connection={connection} />
      )}
      {may('showCoverage', <CoverageSection connection={connection} />)}
      {may('showReconciliation', <ReconciliationSection connection={connection} />)}
      {may('listDeliveries', <DeliveriesSection connection={connection} />)}
      {isUploaded ? may('listUploads', <UploadsSection connection={connection} />) : null}
      {method === 'delivery' || isUploaded ? null : may('listSyncs', <SyncsSection connection={connection} />)}
      {connection.view === 'whole' && !isUploaded ? <StreamsSection connection={connection} /> : null}
      {counts.rejects > 0 ? may('listRejects', <RejectsSection connection={connection} />) : null}
      <ConsentSection connection={connection} />
      {connection.view === 'whole' && !isUploaded ? <CredentialSection connection={connection} /> : null}
      {connection.collects.length > 0 ? <CollectsSection connection={connection} /> : null}
      {may('listHistory', <HistoryLogSection connection={connection} />)}
      {method === 'delivery' || isUploaded || state === 'stopped'
        ? null
        : may('replayPages', <RepairSection connection={connection} />)}
      <SupportSection connection={connection} />
      <p className={classes.zone}>{t('connection.zone', { zone: organisation.zone })}</p>
    </>
  );
}

function HistorySection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { organisation, progress, counts, salesSupplied } = connection;
  return (
    <Section title={t('connection.history.title')} anchor="history">
      {connection.method === 'upload' ? (
        <p>{t('connection.history.uploaded')}</p>
      ) : connection.deliveries !== null ? (
        <p>{t(`connection.history.${counts.orders > 0 ? 'deliveredSome' : 'deliveredNone'}`)}</p>
      ) : salesSupplied ? (
        <>
          <HistoryProgress
            progress={progress}
            organisation={organisation.name}
            goesOn={connection.state === 'active'}
          />
          <OlderSales connection={connection} />
        </>
      ) : (
        <p>{t('connection.history.none')}</p>
      )}
      <div className={classes.columns}>
        <Timing connection={connection} historyFrom={connection.historyFrom} />
        <Counts connection={connection} />
      </div>
    </Section>
  );
}

function Counts({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { counts, salesSupplied } = connection;
  const supplied = (name: 'orders' | 'tickets' | 'customers'): string =>
    salesSupplied ? figures(counts[name]) : t('connections.notSupplied');
  return (
    <Facts
      items={[
        { name: t('connections.events'), value: figures(counts.events) },
        { name: t('connections.performances'), value: figures(counts.performances) },
        { name: t('connections.orders'), value: supplied('orders') },
        { name: t('connections.tickets'), value: supplied('tickets') },
        { name: t('connections.customers'), value: supplied('customers') },
        { name: t('connections.observations'), value: figures(counts.observations) },
        { name: t('connections.rejects'), value: figures(counts.rejects) },
      ]}
    />
  );
}
