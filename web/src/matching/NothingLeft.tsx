import type { Matching } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Empty.tsx';

interface NothingLeftProps {
  readonly kind: 'events' | 'activities';
  readonly matching: Matching;
}

/** An empty list: all of it is done, the other side has some left, or there was nothing to begin with. */
export function NothingLeft({ kind, matching: { counts, activities } }: NothingLeftProps) {
  const { t } = useTranslation();
  if (kind === 'events' && counts.events === 0) {
    return (
      <Empty kind="not-yet" title={t('matching.noEventsTitle')}>
        <p>{t('matching.noEvents', { count: activities.length })}</p>
      </Empty>
    );
  }
  const others = kind === 'events' ? activities.length : counts.events - counts.matched;
  return (
    <Empty title={t(others === 0 ? 'matching.allTitle' : `matching.allTitleOf.${kind}`)}>
      <p>{t(kind === 'events' ? 'matching.allEvents' : 'matching.allActivities')}</p>
      {others === 0 ? null : <p>{t(`matching.others.${kind}`, { count: others })}</p>}
    </Empty>
  );
}
