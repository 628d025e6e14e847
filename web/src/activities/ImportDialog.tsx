import type { Organisation } from '@illuminate/contract';
import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import dialog from '../ui/Dialog.module.css';
import { Dialog } from '../ui/Dialog.tsx';
import classes from './ActivitiesPage.module.css';
import { useLogChange } from './activities-queries.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportForm } from './ImportForm.tsx';
import { ImportRows } from './ImportRows.tsx';
import { ImportYear } from './ImportYear.tsx';
import {
  bodyOf,
  type ChosenFile,
  chosenOf,
  type ImportWish,
  NO_WISH,
  type ReadImport,
  readImport,
} from './import-file.ts';
import '../ui/controls.css';

interface ImportDialogProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

/** A file of activities: chosen, looked at column by column and row by row, and only then stored. */
export function ImportDialog({ organisation: { slug }, onClose, onDone }: ImportDialogProps) {
  const { t } = useTranslation();
  const input = useId();
  const error = useId();
  const [partly, setPartly] = useState(false);
  const [read, setRead] = useState<ReadImport | null>(null);
  /** What somebody chose. */
  const [wish, setWish] = useState(NO_WISH);
  /** What was read last, of this file or the one before. */
  const [last, setLast] = useState<ReadImport | null>(null);
  const labels = { content: t('activities.importing.file') };
  const check = useMutation({ mutationFn: readImport });
  const store = useLogChange(slug, (body: ReturnType<typeof bodyOf> & { partly: boolean }) =>
    api.call('importActivities', { params: { organisation: slug }, body }),
  );
  // Of several questions only the last one's answer is told to whoever asked.
  const ask = (file: File | ChosenFile, wanted: ImportWish, before: ReadImport | null): void => {
    store.reset();
    check.mutate(
      { organisation: slug, file, wish: wanted, before },
      {
        onSuccess: (answer) => {
          setRead(answer);
          setLast(answer);
          setWish(answer.wish);
        },
      },
    );
  };
  const asked = check.variables;
  const askAnew = (wanted: ImportWish): void => {
    const file = read?.file ?? asked?.file;
    setWish(wanted);
    if (file !== undefined) ask(file, wanted, null);
  };
  const choose = (file: File): void => {
    setRead(null);
    setWish(NO_WISH);
    ask(file, NO_WISH, last);
  };
  // What was read otherwise before is nothing to decide upon.
  const shown = check.isError ? null : read;
  const isRead = shown !== null && shown.proposal.missing.length === 0;
  const counts = shown?.proposal.counts ?? { new: 0, faulty: 0 };
  const { content: said } = { ...wrongFields(check.error, labels), ...wrongFields(store.error, labels) };
  const undated = isRead ? shown.proposal.undated : null;
  return (
    <Dialog isOpen title={t('activities.importing.title')} onClose={onClose} size="70rem">
      <p>{t('activities.importing.lead')}</p>
      <p className={classes.quiet}>{t('activities.importing.columns')}</p>
      <div className={classes.file}>
        <label htmlFor={input}>{labels.content}</label>
        <input
          id={input}
          type="file"
          accept=".csv,.xlsx,.txt"
          data-autofocus
          aria-invalid={said !== undefined}
          aria-describedby={error}
          // So that the same file, mended meanwhile, can be chosen again.
          onClick={({ currentTarget }) => {
            currentTarget.value = '';
          }}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) choose(file);
          }}
        />
        <p id={error} role="alert" className={classes.mistake}>
          {said}
        </p>
      </div>
      {read !== null || check.isError ? (
        <ImportForm proposal={read?.proposal ?? null} isUnreadable={check.isError} wish={wish} onWish={askAnew} />
      ) : null}
      {undated === null ? null : (
        <ImportYear
          undated={undated}
          onChoose={(year) => {
            const { year: _, ...others } = wish;
            askAnew(year === undefined ? others : { ...others, year });
          }}
        />
      )}
      {shown === null ? null : (
        <ImportColumns
          key={`${shown.proposal.sheet} ${shown.proposal.headerLine}`}
          proposal={shown.proposal}
          columns={wish.columns ?? chosenOf(shown.proposal)}
          onChoose={(columns) => askAnew({ ...wish, columns })}
        />
      )}
      {check.isError && asked !== undefined ? (
        <ProblemNotice
          error={check.error}
          labels={labels}
          move
          onRetry={() => ask(asked.file, asked.wish, asked.before)}
        />
      ) : null}
      {store.isError ? <ProblemNotice error={store.error} labels={labels} move /> : null}
      {check.isPending && !isRead ? <p role="status">{t('activities.importing.checking')}</p> : null}
      {isRead ? <ImportRows proposal={shown.proposal} isReading={check.isPending} /> : null}
      {counts.faulty > 0 && counts.new > 0 ? (
        <Checkbox
          label={t('activities.importing.partly')}
          checked={partly}
          onChange={(event) => setPartly(event.currentTarget.checked)}
        />
      ) : null}
      <div className={dialog.buttons}>
        {shown !== null && counts.new > 0 ? (
          <Button
            variant="filled"
            loading={store.isPending}
            disabled={(counts.faulty > 0 && !partly) || !check.isSuccess}
            onClick={() =>
              store.mutate(
                { ...bodyOf(shown), partly },
                {
                  onSuccess: ({ added, known, left }) =>
                    onDone(t('activities.done.imported', { count: added, known, left: left.length })),
                },
              )
            }
          >
            {t('activities.importing.confirm', { count: counts.new })}
          </Button>
        ) : null}
        <Button variant="default" onClick={onClose}>
          {t('activities.form.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
