import type { Progress } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Months } from '../ui/Months.tsx';
import { monthInWords } from '../ui/time.ts';

interface HistoryProgressProps {
  readonly progress: Progress | null;
  readonly organisation: string;
  /** Whether loading goes on by itself. */
  readonly goesOn: boolean;
  /** Whether a sentence beside it says already what is here. */
  readonly brief?: boolean;
}

/** How far back history is loaded, in months. */
export function HistoryProgress({ progress, organisation, goesOn, brief = false }: HistoryProgressProps) {
  const { t, i18n } = useTranslation();
  if (progress === null || progress.monthsTotal === 0) return <p>{t('connections.progress.nothing')}</p>;
  const month = (day: string | null) => (day === null ? null : monthInWords(day, i18n.language));
  const [from, to, history] = [month(progress.loadedFrom), month(progress.loadedTo), month(progress.historyFrom)];
  const range = () => {
    if (from === null || to === null) return t('connections.progress.nothing');
    if (progress.complete) return t('connections.progress.complete', { from, to });
    if (history === null || !goesOn) return t('connections.progress.range', { from, to });
    return t('connections.progress.rangeAndOn', { from, to, history });
  };
  return (
    <div>
      <Months
        label={t('connections.progress.label', { organisation })}
        loaded={progress.monthsLoaded}
        total={progress.monthsTotal}
        words={t('connections.progress.months', { loaded: progress.monthsLoaded, count: progress.monthsTotal })}
        from={history}
        to={to}
      />
      {brief ? null : <p>{range()}</p>}
    </div>
  );
}
