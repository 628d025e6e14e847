import type { ConnectionSummary, CoverageMonth } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { coverageQuery } from '../api/queries.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';
import { localeOf, monthInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import classes from './CoverageSection.module.css';
import { spansOf, yearsOf } from './month-spans.ts';

const TWELVE = Array.from({ length: 12 }, (_, at) => at);

/** Which months of orders are here, and which are missing, by name. */
export function CoverageSection({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(coverageQuery(connection.name));
  if (!connection.salesSupplied) return null;
  return (
    <Section title={t('coverage.title')} anchor="coverage">
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('coverage.loading')} />
        ) : (
          <ProblemNotice error={error} />
        )
      ) : data.months.length === 0 ? (
        <p>{t('coverage.none')}</p>
      ) : (
        <>
          <Gaps months={data.months} />
          <ByYear months={data.months} />
        </>
      )}
    </Section>
  );
}

function Gaps({ months }: { readonly months: readonly CoverageMonth[] }) {
  const { t, i18n } = useTranslation();
  const month = (text: string): string => monthInWords(`${text}-01`, i18n.language);
  const named = (state: CoverageMonth['state']): string | null => {
    const spans = spansOf(months, state).map(({ from, to }) =>
      from === to ? month(from) : t('coverage.span', { from: month(from), to: month(to) }),
    );
    if (spans.length === 0) return null;
    return new Intl.ListFormat(i18n.language, { style: 'long', type: 'conjunction' }).format(spans);
  };
  const [noOrders, notLoaded, missing] = [named('no-orders'), named('not-loaded'), named('delivery-missing')];
  const whole = { from: month(months[0]?.month ?? ''), to: month(months.at(-1)?.month ?? '') };
  const isWhole = noOrders === null && notLoaded === null && missing === null;
  return (
    <>
      <p>{t(`coverage.${isWhole ? 'whole' : 'from'}`, whole)}</p>
      {missing === null ? null : <p>{t('coverage.missing', { months: missing })}</p>}
      {notLoaded === null ? null : <p>{t('coverage.notLoaded', { months: notLoaded })}</p>}
      {noOrders === null ? null : <p>{t('coverage.noOrders', { months: noOrders })}</p>}
    </>
  );
}

function ByYear({ months }: { readonly months: readonly CoverageMonth[] }) {
  const { t, i18n } = useTranslation();
  const short = new Intl.DateTimeFormat(localeOf(i18n.language), { month: 'short', timeZone: 'UTC' });
  return (
    <ScrollRegion label={t('coverage.caption')}>
      <table className={table.table}>
        <caption>
          <span className={table.caption}>{t('coverage.caption')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('coverage.year')}</th>
            {TWELVE.map((at) => (
              <th key={at} scope="col" data-numeric>
                {short.format(Date.UTC(2026, at, 15))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {yearsOf(months)
            .toReversed()
            .map(({ year, months: twelve }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                {twelve.map((one, at) => (
                  <td key={TWELVE[at]} data-numeric>
                    <Month month={one} />
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Month({ month }: { readonly month: CoverageMonth | null }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (month === null) return <span className="visually-hidden">{t('coverage.outside')}</span>;
  if (month.orders > 0 && month.state === 'loaded') return figures(month.orders);
  if (month.state === 'no-orders') return <strong className={classes.none}>{figures(0)}</strong>;
  const words = t(month.state === 'delivery-missing' ? 'coverage.missingCell' : 'coverage.notLoadedCell');
  return (
    <span className={classes.mark} title={words}>
      <span aria-hidden="true">{month.state === 'delivery-missing' ? '!' : '…'}</span>
      <span className="visually-hidden">{words}</span>
      {month.orders > 0 ? ` ${figures(month.orders)}` : ''}
    </span>
  );
}
