import type { Fleet, HeadlineCode } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { HeadlineTag } from '../connections/HeadlineTag.tsx';
import { useFigures } from '../ui/use-figures.ts';
import classes from './FleetPage.module.css';

interface FleetCountsProps {
  readonly counts: Fleet['counts'];
  readonly chosen: HeadlineCode | null;
  readonly onChoose: (code: HeadlineCode | null) => void;
}

/** How many there are of each status, each a button that shows only those. */
export function FleetCounts({ counts, chosen, onChoose }: FleetCountsProps) {
  const { t } = useTranslation();
  const figures = useFigures();
  const all = counts.reduce((sum, { connections }) => sum + connections, 0);
  return (
    <ul className={classes.counts} aria-label={t('fleet.counts')}>
      <li>
        <button type="button" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
          <span className={classes.figure}>{figures(all)}</span> {t('fleet.all')}
        </button>
      </li>
      {counts.map(({ code, tone, word, connections }) => (
        <li key={code}>
          <button type="button" aria-pressed={chosen === code} onClick={() => onChoose(chosen === code ? null : code)}>
            <span className={classes.figure}>{figures(connections)}</span>{' '}
            <HeadlineTag headline={{ code, tone, word }} />
          </button>
        </li>
      ))}
    </ul>
  );
}
