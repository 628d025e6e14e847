import type { Organisation } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import dialog from '../ui/Dialog.module.css';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { saveFile } from '../ui/save-file.ts';
import { todayIn } from '../ui/time.ts';
import classes from './privacy.module.css';

/** What is held of one person, to be handed over or erased. */
export function BookerSection({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const params = { organisation: organisation.slug };
  const [customerId, setCustomerId] = useState('');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const file = t('booker.file', { day: todayIn(organisation.zone) });
  const take = useMutation({
    mutationFn: () => api.call('exportBooker', { params, body: { customerId } }),
    onSuccess: (held) => saveFile(file, new Blob([`${JSON.stringify(held, null, 2)}\n`], { type: 'application/json' })),
  });
  const erase = useMutation({
    mutationFn: () => api.call('eraseBooker', { params, body: { customerId } }),
    onSuccess: () => setCustomerId(''),
  });
  const isTyped = (): boolean => {
    const isThere = customerId.trim() !== '';
    setMissing(!isThere);
    if (!isThere) input.current?.focus();
    return isThere;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    erase.reset();
    if (isTyped()) take.mutate();
  };
  return (
    <Section title={t('booker.title')} anchor="booker">
      <p>{t('booker.lead')}</p>
      <form onSubmit={submit} noValidate>
        <div className={classes.field}>
          <TextInput
            ref={input}
            label={t('booker.id')}
            value={customerId}
            onChange={(event) => setCustomerId(event.currentTarget.value)}
            error={missing ? t('booker.needed') : null}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <p className={classes.deeds}>
          <Button type="submit" variant="default" loading={take.isPending}>
            {t('booker.export')}
          </Button>
          <Button
            variant="default"
            loading={erase.isPending}
            onClick={() => {
              take.reset();
              if (isTyped()) setAsking(true);
            }}
          >
            {t('booker.erase')}
          </Button>
        </p>
      </form>
      {take.isError ? <ProblemNotice error={take.error} /> : null}
      {erase.isError ? <ProblemNotice error={erase.error} move /> : null}
      {take.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{take.data.held ? t('booker.exported', { file }) : t('booker.nothing')}</p>
        </Notice>
      ) : null}
      {erase.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('booker.erased', { count: erase.data.orders })}</p>
        </Notice>
      ) : null}
      <EraseDialog
        opened={asking}
        onClose={() => setAsking(false)}
        onErase={() => {
          setAsking(false);
          erase.mutate();
        }}
      />
    </Section>
  );
}

interface EraseDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onErase: () => void;
}

function EraseDialog({ opened, onClose, onErase }: EraseDialogProps) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      isOpen={opened}
      title={t('booker.dialogTitle')}
      confirm={t('booker.confirm')}
      cancel={t('booker.keep')}
      onConfirm={onErase}
      onCancel={onClose}
    >
      <ul className={dialog.points}>
        <li>{t('booker.dialogGoes')}</li>
        <li>{t('booker.dialogStays')}</li>
        <li>{t('booker.dialogFinal')}</li>
      </ul>
    </ConfirmDialog>
  );
}
