import type { ConnectionSummary } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import dialog from '../ui/Dialog.module.css';
import { whatIsWithdrawn } from './what-is-withdrawn.ts';

interface WithdrawDialogProps {
  readonly connection: ConnectionSummary;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onWithdraw: () => void;
}

/** Of a connection that only waits: there is nothing to keep or to delete, so nothing more is asked. */
export function WithdrawDialog({ connection, opened, onClose, onWithdraw }: WithdrawDialogProps) {
  const { t } = useTranslation();
  const what = whatIsWithdrawn(connection);
  return (
    <ConfirmDialog
      isOpen={opened}
      title={t(`connection.withdraw.title.${what}`, { provider: connection.provider.title })}
      confirm={t(`connection.withdraw.${what}`)}
      cancel={t('connection.withdraw.cancel')}
      onConfirm={onWithdraw}
      onCancel={onClose}
    >
      <ul className={dialog.points}>
        {what === 'claim' ? <li>{t('connection.withdraw.code')}</li> : null}
        <li>{t('connection.withdraw.nothing')}</li>
        <li>{t('connection.withdraw.again')}</li>
      </ul>
    </ConfirmDialog>
  );
}
