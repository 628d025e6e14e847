import type { Organisation, SavedReport } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { Notice } from '../../ui/Notice.tsx';
import { instantInWords } from '../../ui/time.ts';
import classes from './Builder.module.css';

interface SavedMeanwhileProps {
  readonly organisation: Organisation;
  /** What somebody else has saved since this report was opened. */
  readonly theirs: SavedReport;
  readonly isPending: boolean;
  readonly onSaveOver: () => void;
  readonly onSaveCopy: () => void;
}

/** Two have changed one report: whoever comes second sees what the first has saved, and decides. */
export function SavedMeanwhile({ organisation, theirs, isPending, onSaveOver, onSaveCopy }: SavedMeanwhileProps) {
  const { t, i18n } = useTranslation();
  return (
    <Notice tone="warn" announced="at-once" title={t('builder.meanwhile.title', { name: theirs.name })}>
      <p>
        {t('builder.meanwhile.text', {
          by: theirs.changedBy,
          when: instantInWords(theirs.changedAt, organisation.zone, i18n.language),
        })}
      </p>
      <p>
        <Link
          to={paths.report}
          params={{ report: theirs.id }}
          search={{ organisation: organisation.slug }}
          target="_blank"
          rel="noopener"
        >
          {t('builder.meanwhile.see')}
        </Link>
      </p>
      <div className={classes.barMiddle}>
        <Button onClick={onSaveOver} loading={isPending}>
          {t('builder.meanwhile.over')}
        </Button>
        <Button onClick={onSaveCopy} loading={isPending}>
          {t('builder.meanwhile.copy')}
        </Button>
      </div>
    </Notice>
  );
}
