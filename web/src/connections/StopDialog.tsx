import type { ConnectionSummary } from '@illuminate/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../ui/Choice.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import dialog from '../ui/Dialog.module.css';
import { instantInWords } from '../ui/time.ts';

interface StopDialogProps {
  readonly connection: ConnectionSummary;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onStop: (collected: 'keep' | 'delete') => void;
}

/** Says what stopping does before it is done. Both buttons weigh the same, and no reason is asked for. */
export function StopDialog({ connection, opened, onClose, onStop }: StopDialogProps) {
  const { t, i18n } = useTranslation();
  const [collected, setCollected] = useState<'keep' | 'delete'>('keep');
  const { provider, method, organisation, state, dataTo } = connection;
  const isAnyHere = hasCollected(connection);
  const said = { provider: provider.title };
  return (
    <ConfirmDialog
      isOpen={opened}
      title={t('connection.stopDialog.title', said)}
      confirm={t('connection.stopDialog.confirm')}
      cancel={t('connection.stopDialog.cancel')}
      onConfirm={() => onStop(collected)}
      onCancel={onClose}
    >
      <ul className={dialog.points}>
        <li>{t('connection.stopDialog.ends')}</li>
        <li>
          {dataTo !== null
            ? t('connection.stopDialog.kept', { when: instantInWords(dataTo, organisation.zone, i18n.language) })
            : t(`connection.stopDialog.${isAnyHere ? 'keptSome' : 'keptNothing'}`)}
        </li>
        <li>{t('connection.stopDialog.notAgain')}</li>
        {method === 'provider-consent' ? <li>{t('connection.stopDialog.consent', said)}</li> : null}
        {method === 'api-credentials' ? <li>{t('connection.stopDialog.credentials', said)}</li> : null}
      </ul>
      {isAnyHere ? (
        <>
          <Choice
            legend={t('stopChoice.legend')}
            value={collected}
            options={[
              { value: 'keep', label: t('stopChoice.keep') },
              { value: 'delete', label: t('stopChoice.delete') },
            ]}
            onChange={setCollected}
          />
          <p>{t('stopChoice.later')}</p>
        </>
      ) : null}
      {state === 'active' ? <p>{t('connection.stopDialog.pause')}</p> : null}
    </ConfirmDialog>
  );
}

/** While the first load is under way, how far it reaches is not known yet, and what has come is here all the same. */
export const hasCollected = ({ dataTo, runningSync, counts }: ConnectionSummary): boolean =>
  dataTo !== null || runningSync !== null || Object.values(counts).some((count) => count > 0);
