import type { Activity, ActivityFields, Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import dialog from '../ui/Dialog.module.css';
import { Notice } from '../ui/Notice.tsx';
import { instantInWords } from '../ui/time.ts';
import { Differences } from './Differences.tsx';
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
        <Differences
          differences={differences}
          theirs={t('activities.meanwhile.theirs')}
          mine={t('activities.meanwhile.mine')}
        />
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
