import { type ExportFormat, exportFormat } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { Choice } from '../../ui/Choice.tsx';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import classes from './FilesDialog.module.css';
import { type Exported, useExport } from './use-export.ts';

interface FilesDialogProps {
  readonly isOpen: boolean;
  readonly exported: Exported;
  readonly onClose: () => void;
}

/** What kind of file, and for whom. What was left out of it is told here, once it is on its way. */
export function FilesDialog({ isOpen, exported, onClose }: FilesDialogProps) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [isOutside, setOutside] = useState(false);
  const [hasMark, setMark] = useState(false);
  const file = useExport(exported);
  const close = () => {
    file.reset();
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} title={t('files.title')} onClose={close}>
      <Choice
        legend={t('files.format')}
        value={format}
        onChange={setFormat}
        options={exportFormat.options.map((value) => ({ value, label: t(`files.formats.${value}`) }))}
      />
      <p className={classes.quiet}>{t(`files.about.${format}`)}</p>
      {format === 'csv' ? (
        <label className={classes.tick}>
          <input type="checkbox" checked={hasMark} onChange={(event) => setMark(event.currentTarget.checked)} />
          <span>{t('files.mark')}</span>
        </label>
      ) : null}
      <label className={classes.tick}>
        <input type="checkbox" checked={isOutside} onChange={(event) => setOutside(event.currentTarget.checked)} />
        <span>
          {t('files.outside')}
          <small className={classes.quiet}>{t('files.outsideHint')}</small>
        </span>
      </label>
      {file.isError ? <ProblemNotice error={file.error} /> : null}
      {file.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('files.onItsWay', { file: file.data.fileName, count: file.data.rows })}</p>
          {file.data.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      ) : null}
      <div className={dialog.buttons}>
        <Button
          variant="filled"
          loading={file.isPending}
          onClick={() =>
            file.mutate({
              format,
              audience: isOutside ? 'outside' : 'inside',
              bom: format === 'csv' && hasMark,
            })
          }
        >
          {t('files.download')}
        </Button>
        <Button onClick={close} data-autofocus>
          {t('files.close')}
        </Button>
      </div>
    </Dialog>
  );
}
