import type { Activity, ActivityFields, Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import dialog from '../ui/Dialog.module.css';
import { Notice } from '../ui/Notice.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { instantInWords } from '../ui/time.ts';
import classes from './ActivitiesPage.module.css';
import { useDifferences } from './use-differences.ts';

interface ChangedMeanwhileProps {
  readonly organisation: Organisation;
  /** What somebody else has saved since the dialog was opened. */
  readonly theirs: Activity;
  /** What was typed here. */
  readonly mine: ActivityFields;
  readonly isPending: boolean;
  readonly onSaveOver: (form: HTMLFormElement | null) => void;
  readonly onKeepTheirs: () => void;
}

/** Two have changed one activity: whoever comes second sees what is different, and decides. */
export function ChangedMeanwhile({ organisation, theirs, mine, isPending, ...props }: ChangedMeanwhileProps) {
  const { t, i18n } = useTranslation();
  const differences = useDifferences()(theirs, mine);
  return (
    <Notice tone="warn" announced="at-once" title={t('activities.meanwhile.title', { title: theirs.title })}>
      <p>
        {t('activities.meanwhile.text', {
          by: theirs.changedBy,
          when: instantInWords(theirs.changedAt, organisation.zone, i18n.language),
        })}
      </p>
      {theirs.archivedAt === null ? null : <p>{t('activities.meanwhile.archived')}</p>}
      {differences.length === 0 ? (
        <p>{t('activities.meanwhile.same')}</p>
      ) : (
        <ScrollRegion label={t('activities.meanwhile.caption')}>
          <table className={table.table} data-stacked="" data-tight="">
            <caption className="visually-hidden">{t('activities.meanwhile.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('activities.meanwhile.what')}</th>
                <th scope="col">{t('activities.meanwhile.theirs')}</th>
                <th scope="col">{t('activities.meanwhile.mine')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ field, name, theirs: said, mine: typed }) => (
                <tr key={field}>
                  <th scope="row">{name}</th>
                  <td data-label={t('activities.meanwhile.theirs')}>
                    <bdi className={classes.said}>{said}</bdi>
                  </td>
                  <td data-label={t('activities.meanwhile.mine')}>
                    <bdi className={classes.said}>{typed}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <div className={dialog.buttons}>
        <Button onClick={({ currentTarget }) => props.onSaveOver(currentTarget.form)} loading={isPending}>
          {t('activities.meanwhile.over')}
        </Button>
        <Button onClick={props.onKeepTheirs} disabled={isPending}>
          {t('activities.meanwhile.keep')}
        </Button>
      </div>
    </Notice>
  );
}
