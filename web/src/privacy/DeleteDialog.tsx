import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../ui/Choice.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import dialog from '../ui/Dialog.module.css';

interface DeleteDialogProps {
  readonly organisation: string;
  /** Null: everything of the organisation. */
  readonly provider: string | null;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDelete: (wanted: { readonly atOnce: boolean; readonly confirm: string }) => void;
}

/** Says what goes and what stays. What cannot be cancelled is typed. */
export function DeleteDialog({ organisation, provider, opened, onClose, onDelete }: DeleteDialogProps) {
  const { t } = useTranslation();
  const [when, setWhen] = useState<'later' | 'now'>('later');
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const said = { organisation, provider: provider ?? '' };
  const submit = (): void => {
    const isTyped = when === 'later' || plain(typed) === plain(organisation);
    setMissing(!isTyped);
    if (!isTyped) return;
    onDelete({ atOnce: when === 'now', confirm: typed });
  };
  return (
    <ConfirmDialog
      isOpen={opened}
      title={t(provider === null ? 'deleteDialog.titleOrganisation' : 'deleteDialog.titleConnection', said)}
      confirm={t('deleteDialog.submit')}
      cancel={t('deleteDialog.keep')}
      onConfirm={submit}
      onCancel={onClose}
    >
      <ul className={dialog.points}>
        {provider === null ? <li>{t('deleteDialog.stops', said)}</li> : null}
        <li>{t('deleteDialog.goes')}</li>
        <li>{t('deleteDialog.keys')}</li>
        <li>{t('deleteDialog.remains')}</li>
      </ul>
      <Choice
        legend={t('deleteDialog.when')}
        value={when}
        options={[
          { value: 'later', label: t('deleteDialog.later') },
          { value: 'now', label: t('deleteDialog.now') },
        ]}
        onChange={setWhen}
      />
      {when === 'later' ? (
        <p>{t('deleteDialog.laterNote')}</p>
      ) : (
        <>
          <p>{t('deleteDialog.nowNote', said)}</p>
          <TextInput
            label={t('deleteDialog.confirm')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={missing ? t('deleteDialog.confirmNeeded') : null}
            autoComplete="off"
            spellCheck={false}
          />
        </>
      )}
    </ConfirmDialog>
  );
}

/** As the platform compares it. */
const plain = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
