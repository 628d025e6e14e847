import { exclusionReason } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import dialog from '../ui/Dialog.module.css';
import { Dialog } from '../ui/Dialog.tsx';
import classes from './MatchingPage.module.css';
import type { Reason } from './matching-queries.ts';
import type { WorkRow } from './work-rows.ts';

interface ExcludeDialogProps {
  /** Of events; none, and it is closed. */
  readonly rows: readonly WorkRow[];
  readonly onClose: () => void;
  readonly onExclude: (reason: Reason, note: string) => void;
}

/** Asks why events are left out, since somebody will ask later. */
export function ExcludeDialog({ rows, onClose, onExclude }: ExcludeDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<Reason>('hire');
  const [note, setNote] = useState('');
  const [first] = rows;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onExclude(reason, note.trim());
    setNote('');
  };
  return (
    <Dialog
      isOpen={first !== undefined}
      title={
        rows.length === 1
          ? t('matching.excludeDialog.titleOne', { name: first?.name ?? '' })
          : t('matching.excludeDialog.titleMany', { count: rows.length })
      }
      onClose={onClose}
    >
      <form className={dialog.body} onSubmit={submit}>
        <p>{t('matching.excludeDialog.what')}</p>
        <fieldset className={classes.reasons}>
          <legend>{t('matching.excludeDialog.reason')}</legend>
          {exclusionReason.options.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="reason"
                value={one}
                checked={one === reason}
                onChange={() => setReason(one)}
                data-autofocus={one === reason ? '' : undefined}
              />
              {t(`matching.reasons.${one}`)}
            </label>
          ))}
        </fieldset>
        <TextInput
          label={t('matching.excludeDialog.note')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={dialog.buttons}>
          <Button type="submit" variant="filled">
            {t('matching.excludeDialog.confirm')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('matching.excludeDialog.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
