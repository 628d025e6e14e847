import type { UpdateDay } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { DayStrip } from '../ui/DayStrip.tsx';
import { Section } from '../ui/Section.tsx';
import { shortDayInWords } from '../ui/time.ts';

const VERDICTS = ['fine', 'delayed', 'failed', 'stopped', 'nothing-due'] as const;
const TONES = { fine: 'ok', delayed: 'warn', failed: 'bad', stopped: 'stopped', 'nothing-due': 'neutral' } as const;
/** What every connection has in its key; the others only where they are on a day. */
const USUAL: ReadonlySet<string> = new Set(['fine', 'delayed', 'failed', 'nothing-due']);

/** How the updates of the last 30 days went: a mark a day, and in a sentence. */
export function DaysSection({ days }: { readonly days: readonly UpdateDay[] }) {
  const { t, i18n } = useTranslation();
  const words = ({ day: local, verdict, updates, failed }: UpdateDay): string => {
    const told = { day: shortDayInWords(local, i18n.language), verdict: t(`days.verdict.${verdict}`) };
    if (failed > 0) return t('days.dayFailed', { ...told, count: failed });
    return updates > 0 ? t('days.dayUpdates', { ...told, count: updates }) : t('days.day', told);
  };
  const counted = VERDICTS.map((verdict) => ({ verdict, count: days.filter((day) => day.verdict === verdict).length }));
  const sentence = new Intl.ListFormat(i18n.language, { style: 'long', type: 'conjunction' }).format(
    counted
      .filter(({ count, verdict }) => count > 0 || verdict === 'fine')
      .map(({ verdict, count }) => t(`days.count.${verdict}`, { count })),
  );
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <Section title={t('days.title')} anchor="days">
      <p>{sentence}.</p>
      <DayStrip
        label={t('days.label')}
        days={days.map((day) => ({ key: day.day, tone: TONES[day.verdict], words: words(day) }))}
        from={shortDayInWords(first.day, i18n.language)}
        to={shortDayInWords(last.day, i18n.language)}
        legend={{
          label: t('days.legend'),
          items: counted
            .filter(({ verdict, count }) => count > 0 || USUAL.has(verdict))
            .map(({ verdict }) => ({ tone: TONES[verdict], word: t(`days.verdict.${verdict}`) })),
        }}
      />
    </Section>
  );
}
