import type { Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import dialog from '../ui/Dialog.module.css';
import { Dialog } from '../ui/Dialog.tsx';
import { instantInWords } from '../ui/time.ts';
import { Differences } from './Differences.tsx';
import type { ArchivedMeanwhile } from './use-archive-activity.ts';
import { useDifferences } from './use-differences.ts';

interface ArchiveMeanwhileProps extends ArchivedMeanwhile {
  readonly organisation: Organisation;
  readonly isPending: boolean;
  readonly onAnyway: () => void;
  readonly onLeave: () => void;
}

/** Somebody else has changed what is to be archived: whoever comes second sees what is different, and decides. */
export function ArchiveMeanwhile({ organisation, seen, theirs, archived, isPending, ...props }: ArchiveMeanwhileProps) {
  const { t, i18n } = useTranslation();
  const differences = useDifferences()(theirs, seen);
  const isDone = (theirs.archivedAt !== null) === archived;
  return (
    <Dialog isOpen title={t('activities.meanwhile.title', { title: theirs.title })} onClose={props.onLeave}>
      <p>
        {t('activities.meanwhile.textArchive', {
          by: theirs.changedBy,
          when: instantInWords(theirs.changedAt, organisation.zone, i18n.language),
        })}
      </p>
      {isDone ? (
        <p>{t(archived ? 'activities.meanwhile.doneAlready' : 'activities.meanwhile.fetchedAlready')}</p>
      ) : null}
      {differences.length === 0 ? (
        isDone ? null : (
          <p>{t('activities.meanwhile.nothing')}</p>
        )
      ) : (
        <Differences
          differences={differences}
          theirs={t('activities.meanwhile.now')}
          mine={t('activities.meanwhile.seen')}
        />
      )}
      <div className={dialog.buttons}>
        {isDone ? null : (
          <Button variant="filled" loading={isPending} onClick={props.onAnyway}>
            {t(archived ? 'activities.meanwhile.archiveAnyway' : 'activities.meanwhile.fetchBackAnyway')}
          </Button>
        )}
        <Button variant="default" disabled={isPending} onClick={props.onLeave}>
          {t(isDone ? 'activities.meanwhile.close' : 'activities.meanwhile.leave')}
        </Button>
      </div>
    </Dialog>
  );
}
