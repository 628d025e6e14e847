import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import classes from './ActivitiesPage.module.css';
import type { Difference } from './use-differences.ts';

interface DifferencesProps {
  readonly differences: readonly Difference[];
  /** What the two versions are called. */
  readonly theirs: string;
  readonly mine: string;
}

/** Two versions of an activity, field by field where they differ. */
export function Differences({ differences, theirs, mine }: DifferencesProps) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t('activities.meanwhile.caption')}>
      <table className={table.table} data-stacked="" data-tight="">
        <caption className="visually-hidden">{t('activities.meanwhile.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('activities.meanwhile.what')}</th>
            <th scope="col">{theirs}</th>
            <th scope="col">{mine}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, name, theirs: said, mine: typed }) => (
            <tr key={field}>
              <th scope="row">{name}</th>
              <td data-label={theirs}>
                <bdi className={classes.version}>{said}</bdi>
              </td>
              <td data-label={mine}>
                <bdi className={classes.version}>{typed}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
