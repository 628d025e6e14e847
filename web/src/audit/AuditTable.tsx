import type { AuditEntry } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';

interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  readonly zone: string;
  readonly withOrganisation: boolean;
}

export function AuditTable({ entries, zone, withOrganisation }: AuditTableProps) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t('audit.caption', { zone })}>
      <table className={table.table} data-stacked>
        <caption>
          <span className={table.caption}>{t('audit.caption', { zone })}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('audit.columns.at')}</th>
            <th scope="col">{t('audit.columns.who')}</th>
            <th scope="col">{t('audit.columns.what')}</th>
            {withOrganisation ? <th scope="col">{t('audit.columns.organisation')}</th> : null}
            <th scope="col">{t('audit.columns.from')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.number}>
              <th scope="row">
                <Moment at={entry.at} zone={zone} form="absolute" />
              </th>
              <td>
                <bdi className={table.text}>{entry.who}</bdi>
              </td>
              <td data-wrap>
                {entry.what}
                <TechnicalDetails
                  label={t('audit.details')}
                  items={[
                    { name: t('audit.number'), value: String(entry.number) },
                    { name: t('audit.action'), value: entry.action },
                    { name: t('audit.subject'), value: entry.subject },
                    ...Object.entries(entry.details).map(([name, value]) => ({ name, value: textOf(value) })),
                  ]}
                />
              </td>
              {withOrganisation ? <td>{entry.organisation?.name ?? t('time.none')}</td> : null}
              <td data-quiet data-label={t('audit.columns.from')}>
                {entry.from ?? t('audit.byItself')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
