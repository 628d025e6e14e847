import type { Organisation, Upload, UploadEffect } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import classes from './Uploads.module.css';
import { undoQuery, uploadQuery } from './uploads-queries.ts';
import { useMoney } from './use-money.ts';

/** What of an organisation is needed to speak of its uploads. */
export type UploadingOrganisation = Pick<Organisation, 'slug' | 'name' | 'zone'>;

interface UndoButtonProps {
  readonly organisation: UploadingOrganisation;
  readonly upload: Upload;
  /** In a table: one word. */
  readonly compact?: boolean;
}

/** Takes an upload back, or puts it back, after saying what that does. Nothing where there is nothing to undo. */
export function UndoButton({ organisation: { slug }, upload, compact = false }: UndoButtonProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const isUndone = upload.state === 'undone';
  const params = { organisation: slug, upload: upload.id };
  const turn = useMutation({
    mutationFn: () => api.call(isUndone ? 'redoUpload' : 'undoUpload', { params }),
    onSuccess: (now) => {
      queries.setQueryData(uploadQuery(slug, upload.id).queryKey, now);
      // Every figure may be another now.
      void queries.invalidateQueries();
    },
  });
  const may = mayCall(useSession(), isUndone ? 'redoUpload' : 'undoUpload', slug);
  if ((upload.state !== 'loaded' && !isUndone) || !may) return compact ? t('time.none') : null;
  const words = isUndone ? 'redo' : 'undo';
  return (
    <>
      <Button variant="default" loading={turn.isPending} onClick={() => setOpen(true)}>
        {compact && !isUndone ? t('uploads.takeBack') : t(`upload.${words}`)}
        {compact ? <span className="visually-hidden"> {upload.fileName}</span> : null}
      </Button>
      {turn.isError ? <ProblemNotice error={turn.error} move /> : null}
      <ConfirmDialog
        isOpen={isOpen}
        title={t(`upload.${words}Title`)}
        confirm={t(`upload.${words}`)}
        cancel={t('upload.undoKeep')}
        onCancel={() => setOpen(false)}
        onConfirm={() => {
          setOpen(false);
          turn.mutate();
        }}
      >
        <p>{t(`upload.${words}Lead`, { file: upload.fileName })}</p>
        <Effects organisation={slug} upload={upload} isUndone={isUndone} />
      </ConfirmDialog>
    </>
  );
}

interface EffectsProps {
  readonly organisation: string;
  readonly upload: Upload;
  readonly isUndone: boolean;
}

/** What the deed would do now, in figures. */
function Effects({ organisation, upload, isUndone }: EffectsProps) {
  const { t } = useTranslation();
  const { data, error } = useQuery(undoQuery(organisation, upload.id));
  const sentences = useEffectInWords(isUndone);
  if (data === undefined) {
    return error === null ? <p aria-live="polite">{t('upload.looking')}</p> : <ProblemNotice error={error} />;
  }
  return (
    <ul className={classes.list}>
      {sentences(data).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function useEffectInWords(isUndone: boolean): (effect: UploadEffect) => string[] {
  const { t, i18n } = useTranslation();
  const money = useMoney();
  const signed = new Intl.NumberFormat(i18n.language, { signDisplay: 'exceptZero' });
  return ({ unit, removed, restored, kept, tickets, amounts }) => {
    const counted = (count: number): string => t(`uploads.unit.${unit}`, { count });
    const takings = Object.entries(amounts).filter(([, amount]) => Number(amount) !== 0);
    const said = [
      ...(removed > 0 ? [t(`upload.effect.${isUndone ? 'added' : 'removed'}`, { what: counted(removed) })] : []),
      ...(restored > 0 ? [t(`upload.effect.${isUndone ? 'rechanged' : 'restored'}`, { what: counted(restored) })] : []),
      ...(kept > 0 ? [t('upload.effect.kept', { what: counted(kept) })] : []),
      ...(tickets === 0 ? [] : [t('upload.effect.tickets', { change: signed.format(tickets) })]),
      ...(takings.length === 0
        ? []
        : [
            t('upload.effect.amounts', {
              change: takings.map(([currency, amount]) => money(amount, currency, true)).join(', '),
            }),
          ]),
    ];
    return said.length === 0 ? [t('upload.effect.nothing')] : said;
  };
}
