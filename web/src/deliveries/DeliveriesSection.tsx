import type { Connection, DeliveryStanding } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { deliveriesQuery } from '../api/queries.ts';
import { Facts } from '../ui/Facts.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { periodInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import classes from './DeliveriesSection.module.css';
import { DeliveriesTable } from './DeliveriesTable.tsx';
import { KeysPart } from './KeysPart.tsx';

const AT_FIRST = 10;

/** How deliveries stand: how far they reach, what is missing, what was refused and why, and who may sign them. */
export function DeliveriesSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { deliveries, name, organisation } = connection;
  if (deliveries === null) return null;
  const isUnused = deliveries.keys === 0 && deliveries.lastSequence === null;
  return (
    <Section title={t('deliveries.title')} anchor="deliveries">
      {isUnused ? (
        <p>{t('deliveries.unused')}</p>
      ) : (
        <>
          <Missing deliveries={deliveries} zone={organisation.zone} />
          <Standing deliveries={deliveries} zone={organisation.zone} />
          <Latest name={name} zone={organisation.zone} />
        </>
      )}
      <May call="listDeliveryKeys" of={organisation.slug}>
        <KeysPart name={name} zone={organisation.zone} stopped={connection.state === 'stopped'} />
      </May>
    </Section>
  );
}

interface StandingProps {
  readonly deliveries: DeliveryStanding;
  readonly zone: string;
}

function Standing({ deliveries, zone }: StandingProps) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { coveredTo, lastSequence, lastLoadedAt, nextSequence, open, waitingTickets } = deliveries;
  return (
    <Facts
      items={[
        {
          name: t('deliveries.coveredTo'),
          value: coveredTo === null ? t('time.none') : <Moment at={coveredTo} zone={zone} />,
        },
        {
          name: t('deliveries.last'),
          value:
            lastSequence === null || lastLoadedAt === null ? (
              t('deliveries.noneYet')
            ) : (
              <>
                {t('deliveries.number', { number: lastSequence })}{' '}
                <Moment at={lastLoadedAt} zone={zone} form="relative" />
              </>
            ),
        },
        { name: t('deliveries.next'), value: figures(nextSequence) },
        ...(open === 0 ? [] : [{ name: t('deliveries.open'), value: figures(open) }]),
        ...(waitingTickets === 0 ? [] : [{ name: t('deliveries.waiting'), value: figures(waitingTickets) }]),
      ]}
    />
  );
}

/** By number and by time, so that whoever delivers can be asked for exactly that. */
function Missing({ deliveries: { gaps, holes, refused }, zone }: StandingProps) {
  const { t, i18n } = useTranslation();
  if (gaps.length === 0 && holes.length === 0 && refused.length === 0) return null;
  const period = (span: { readonly from: string; readonly to: string }): string =>
    periodInWords(span, zone, i18n.language);
  const isRefused = (from: number, to: number): boolean =>
    from === to && refused.some(({ sequence }) => sequence === from);
  return (
    <Notice tone="warn" title={t('deliveries.missing')}>
      <ul className={classes.missing}>
        {gaps
          .filter(({ from, to }) => !isRefused(from, to))
          .map(({ from, to, covers }) => (
            <li key={from}>
              {covers === null
                ? t(from === to ? 'deliveries.gapOne' : 'deliveries.gapMany', { from, to })
                : t(from === to ? 'deliveries.gapOneCovers' : 'deliveries.gapManyCovers', {
                    from,
                    to,
                    period: period(covers),
                  })}
            </li>
          ))}
        {holes.map((hole) => (
          <li key={hole.from}>{t('deliveries.hole', { period: period(hole) })}</li>
        ))}
        {refused.map(({ sequence, detail, nextStep }) => (
          <li key={sequence}>
            {t('deliveries.refused', { number: sequence })} {detail} {nextStep}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Latest({ name, zone }: { readonly name: string; readonly zone: string }) {
  const { t } = useTranslation();
  const { data: page, error } = useQuery(deliveriesQuery(name, AT_FIRST));
  if (page === undefined) {
    return error === null ? <LoadingLines label={t('app.loading')} /> : <ProblemNotice error={error} />;
  }
  return page.items.length === 0 ? null : <DeliveriesTable items={page.items} zone={zone} />;
}
