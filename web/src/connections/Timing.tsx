import type { ConnectionSummary } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Facts } from '../ui/Facts.tsx';
import { Moment } from '../ui/Moment.tsx';
import { shortDayInWords } from '../ui/time.ts';

interface TimingProps {
  readonly connection: ConnectionSummary;
  /** Set by a person; shown only where one has. */
  readonly historyFrom?: string | null;
}

/** To when the data reaches, and when it was and will be updated. */
export function Timing({ connection, historyFrom = null }: TimingProps) {
  const { t, i18n } = useTranslation();
  const { dataTo, lastSync, runningSync, nextSyncAt, organisation, method } = connection;
  const { zone } = organisation;
  const next = () => {
    if (runningSync !== null)
      return runningSync.state === 'queued' ? t('connections.queued') : t('connections.updating');
    return nextSyncAt === null ? t('connections.noNext') : <Moment at={nextSyncAt} zone={zone} form="relative" />;
  };
  const ended = lastSync?.endedAt ?? null;
  return (
    <Facts
      items={[
        { name: t('connections.dataTo'), value: dataTo === null ? t('time.none') : <Moment at={dataTo} zone={zone} /> },
        // Uploads come when somebody brings them: the sentence above says when the last one did.
        ...(method === 'upload'
          ? []
          : [
              {
                name: t('connections.lastUpdate'),
                value: ended === null ? t('time.none') : <Moment at={ended} zone={zone} form="relative" />,
              },
              { name: t('connections.nextUpdate'), value: next() },
            ]),
        ...(historyFrom === null
          ? []
          : [{ name: t('connection.history.from'), value: shortDayInWords(historyFrom, i18n.language) }]),
      ]}
    />
  );
}
