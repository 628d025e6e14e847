import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';

/** The table in which ticket types stand with the class of each; `children` are its rows, of three cells. */
export function ClassesFrame({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={caption}>
      <table className={table.table} data-stacked>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ticketTypes.columns.type')}</th>
            <th scope="col">{t('ticketTypes.columns.class')}</th>
            <th scope="col">{t('ticketTypes.columns.concession')}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollRegion>
  );
}
