import type { Connection, Reconciliation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { reconciliationQuery } from '../api/queries.ts';
import { Facts } from '../ui/Facts.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { useFigures } from '../ui/use-figures.ts';
import { comparedOf } from './compared-of.ts';
import { DifferencesTable } from './DifferencesTable.tsx';
import classes from './ReconciliationSection.module.css';
import { ShortDeliveries } from './ShortDeliveries.tsx';
import { type Asked, useReconcile } from './use-reconcile.ts';

/** What the box office says of itself against what is here: the sum, what differs, what cannot be compared, and what to do. */
export function ReconciliationSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(reconciliationQuery(connection.name));
  if (data?.possible === false) return null;
  return (
    <Section title={t('reconciliation.title')} anchor="reconciliation">
      {data !== undefined ? (
        <Compared connection={connection} reconciliation={data} />
      ) : error === null ? (
        <LoadingLines label={t('app.loading')} />
      ) : (
        <ProblemNotice error={error} />
      )}
    </Section>
  );
}

interface ComparedProps {
  readonly connection: Connection;
  readonly reconciliation: Reconciliation;
}

function Compared({ connection, reconciliation }: ComparedProps) {
  const { t } = useTranslation();
  const { last, worst, deliveries, nextAt } = reconciliation;
  const { provider, organisation } = connection;
  return (
    <>
      {last === null ? (
        <p>{t(`reconciliation.never.${nextAt}`, { provider: provider.title })}</p>
      ) : (
        <Sum connection={connection} last={last} nextAt={nextAt} />
      )}
      {worst.length === 0 ? null : (
        <DifferencesTable items={worst} provider={provider.title} zone={organisation.zone} />
      )}
      {last !== null && last.differs > worst.length ? <p>{t('reconciliation.more', { count: worst.length })}</p> : null}
      {last === null || last.reasons.length === 0 ? null : (
        <NotCompared reasons={last.reasons} provider={provider.title} />
      )}
      {deliveries === null ? null : <ShortDeliveries deliveries={deliveries} />}
      <Buttons connection={connection} reconciliation={reconciliation} />
      <HowCompared compares={reconciliation.compares} />
    </>
  );
}

interface SumProps {
  readonly connection: Connection;
  readonly last: NonNullable<Reconciliation['last']>;
  readonly nextAt: Reconciliation['nextAt'];
}

function Sum({ connection, last, nextAt }: SumProps) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { provider, organisation } = connection;
  const { compared, all, isWhole } = comparedOf(last);
  return (
    <>
      {compared === 0 ? null : (
        <p className={classes.sum}>
          {t(isWhole ? 'reconciliation.sum' : 'reconciliation.sumOfCompared', {
            compared: figures(compared),
            all: figures(all),
            held: figures(last.held),
            official: figures(last.official),
            provider: provider.title,
          })}
        </p>
      )}
      <Facts
        items={[
          { name: t('reconciliation.equal'), value: figures(last.equal) },
          { name: t('reconciliation.differs'), value: figures(last.differs) },
          { name: t('reconciliation.notCompared'), value: figures(last.notCompared) },
          { name: t('reconciliation.at'), value: <Moment at={last.at} zone={organisation.zone} form="absolute" /> },
          { name: t('reconciliation.next'), value: t(`reconciliation.nextAt.${nextAt}`) },
        ]}
      />
    </>
  );
}

interface NotComparedProps {
  readonly reasons: NonNullable<Reconciliation['last']>['reasons'];
  readonly provider: string;
}

function NotCompared({ reasons, provider }: NotComparedProps) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={classes.heading}>{t('reconciliation.notComparedTitle')}</h3>
      <ul className={classes.reasons}>
        {reasons.map(({ reason, performances }) => (
          <li key={reason}>
            {t('reconciliation.performances', { count: performances })}:{' '}
            {t(`reconciliation.reason.${reason}`, { provider })}
          </li>
        ))}
      </ul>
    </>
  );
}

function HowCompared({ compares }: Pick<Reconciliation, 'compares'>) {
  const { t } = useTranslation();
  if (compares === null) return null;
  return (
    <p className={classes.quiet}>
      {t('reconciliation.how', { what: compares.what, label: t(`reconciliation.label.${compares.label}`) })}
    </p>
  );
}

function Buttons({ connection, reconciliation }: ComparedProps) {
  const { t } = useTranslation();
  const session = useSession();
  const asking = useReconcile(connection.name);
  const { comparing, readingAgain, canReadAgain, last } = reconciliation;
  if (connection.state !== 'active') return null;
  const isBusy = comparing || readingAgain !== null;
  const { slug } = connection.organisation;
  const mayCompare = mayCall(session, 'compareNow', slug);
  const mayReadAgain = canReadAgain && (last?.differs ?? 0) > 0 && mayCall(session, 'readAgain', slug);
  const button = (asked: Asked, label: string, isMain: boolean) => (
    <Button
      variant={isMain ? 'filled' : 'default'}
      loading={asking.isPending && asking.variables === asked}
      disabled={isBusy}
      onClick={() => asking.mutate(asked)}
    >
      {label}
    </Button>
  );
  return (
    <>
      <div className={classes.buttons}>
        {mayReadAgain ? button('read-again', t('reconciliation.readAgain'), true) : null}
        {mayCompare ? button('compare', t('reconciliation.compareNow'), false) : null}
      </div>
      {asking.isError ? <ProblemNotice error={asking.error} move /> : null}
      {isBusy ? (
        <Notice tone="info" announced="in-time">
          <p>
            {readingAgain === null
              ? t('reconciliation.comparing')
              : t('reconciliation.reading', { count: readingAgain.days })}
          </p>
        </Notice>
      ) : null}
    </>
  );
}
