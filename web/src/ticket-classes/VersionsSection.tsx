import type { TicketClasses, TicketClassVersion } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './TicketTypesPage.module.css';

interface VersionsSectionProps {
  readonly listed: TicketClasses;
  readonly zone: string;
  readonly mayRestore: boolean;
  readonly busy: boolean;
  readonly onRestore: (version: number) => void;
}

/** Who sorted what and when, and the way back to any of it. */
export function VersionsSection({ listed, zone, mayRestore, busy, onRestore }: VersionsSectionProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<number | null>(null);
  const { versions, version: holds } = listed;
  return (
    <Section title={t('ticketTypes.versions')} anchor="versions">
      {versions.length === 0 ? <p>{t('ticketTypes.versionsNone')}</p> : null}
      <ol className={classes.versions}>
        {versions.map((one) => (
          <li key={one.version}>
            <div>
              <strong>{t('ticketTypes.version', { version: one.version })}</strong> <Said version={one} />{' '}
              <span className={classes.when}>
                <Moment at={one.at} zone={zone} form="absolute" />
              </span>
            </div>
            {mayRestore && one.version !== holds ? (
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy}
                aria-label={t('ticketTypes.restoreNamed', { version: one.version })}
                onClick={() => setWanted(one.version)}
              >
                {t('ticketTypes.restore')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      <ConfirmDialog
        isOpen={wanted !== null}
        title={t('ticketTypes.restoreDialog.title', { version: wanted ?? 0 })}
        confirm={t('ticketTypes.restoreDialog.confirm')}
        cancel={t('ticketTypes.restoreDialog.cancel')}
        onConfirm={() => {
          if (wanted !== null) onRestore(wanted);
          setWanted(null);
        }}
        onCancel={() => setWanted(null)}
      >
        <p>{t('ticketTypes.restoreDialog.what')}</p>
      </ConfirmDialog>
    </Section>
  );
}

function Said({ version: { by, changes, restores } }: { readonly version: TicketClassVersion }) {
  const { t } = useTranslation();
  if (restores === null) return t('ticketTypes.versionSaid', { who: by, count: changes });
  return restores === 0
    ? t('ticketTypes.versionEmptied', { who: by })
    : t('ticketTypes.versionRestored', { who: by, restores });
}
