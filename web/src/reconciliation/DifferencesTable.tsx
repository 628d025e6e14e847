import type { ReconciledPerformance } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { useFigures } from '../ui/use-figures.ts';

interface DifferencesTableProps {
  readonly items: readonly ReconciledPerformance[];
  readonly provider: string;
  readonly zone: string;
}

/** Performances that differ, the worst first, with what it is likely to come from. */
export function DifferencesTable({ items, provider, zone }: DifferencesTableProps) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t('reconciliation.caption')}>
      <table className={table.table}>
        <caption className="visually-hidden">{t('reconciliation.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reconciliation.performance')}</th>
            <th scope="col" data-numeric>
              {provider}
            </th>
            <th scope="col" data-numeric>
              {t('reconciliation.here')}
            </th>
            <th scope="col" data-numeric>
              {t('reconciliation.difference')}
            </th>
            <th scope="col">{t('reconciliation.likely')}</th>
            <th scope="col">{t('reconciliation.since')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.performance} one={one} zone={zone} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ one, zone }: { readonly one: ReconciledPerformance; readonly zone: string }) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const { performance, eventName, startsLocal, official, atMost, held, likely, differsSince, reason } = one;
  const difference = official === null ? null : held - official;
  const signed = new Intl.NumberFormat(i18n.language, { signDisplay: 'exceptZero' });
  return (
    <tr>
      <th scope="row">
        <span className={table.text}>{eventName ?? performance}</span>
        <span className={table.id} data-quiet title={performance}>
          {startsLocal ?? performance}
        </span>
      </th>
      <td data-numeric>
        {official === null
          ? t('time.none')
          : atMost
            ? t('reconciliation.atMost', { count: official })
            : figures(official)}
      </td>
      <td data-numeric>{figures(held)}</td>
      <td data-numeric>{difference === null ? t('time.none') : signed.format(difference)}</td>
      <td data-wrap>
        {reason === 'own-records'
          ? t('reconciliation.reason.own-records')
          : likely
              .slice(0, 2)
              .map((cause) => t(`reconciliation.cause.${cause}`))
              .join('; ')}
      </td>
      <td>{differsSince === null ? t('time.none') : <Moment at={differsSince} zone={zone} form="absolute" />}</td>
    </tr>
  );
}
