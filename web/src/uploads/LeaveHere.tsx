import type { Upload, UploadKind } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { NotRead } from './ChooseFile.tsx';
import { ColumnsToSend } from './ColumnsToSend.tsx';
import { Progress } from './Progress.tsx';
import { FileNotRead } from './read/ask-file-worker.ts';
import type { Look } from './read/look-through.ts';
import { sizeInWords } from './size-in-words.ts';
import classes from './Uploads.module.css';
import { type SendProgress, useSend } from './use-send.ts';

interface LeaveHereProps {
  readonly organisation: string;
  readonly kind: UploadKind;
  readonly file: File;
  readonly look: Look;
  /** Positions of the columns that are sent, from 0. */
  readonly keep: readonly number[];
  readonly onKeep: (keep: readonly number[]) => void;
  readonly onBack: () => void;
  readonly onSent: (upload: Upload, emptied: number) => void;
}

/** The second step: what is not sent, named, and the sending of the rest. */
export function LeaveHere({ organisation, kind, file, look, keep, onKeep, onBack, onSent }: LeaveHereProps) {
  const { t } = useTranslation();
  const { progress, send, error, stop } = useSend(onSent);
  const left = look.columns.flatMap(({ header }, at) =>
    keep.includes(at) ? [] : [header === '' ? t('newUpload.unnamed', { position: at + 1 }) : header],
  );
  const heading = useRef<HTMLDivElement>(null);
  // The step before is gone, and focus with it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <Section title={t('newUpload.leave')}>
      <div ref={heading} tabIndex={-1} className={classes.left}>
        {left.length === 0 ? t('newUpload.leftNone') : t('newUpload.left', { columns: left.join(', ') })}
      </div>
      <p className={classes.quiet}>{t('newUpload.leaveLead')}</p>
      <TooLong tooLong={look.tooLong} />
      <ColumnsToSend fileName={file.name} columns={look.columns} keep={keep} onKeep={onKeep} />
      {keep.length === 0 ? <p role="status">{t('newUpload.noColumn')}</p> : null}
      {progress === null ? (
        <div className={classes.deeds}>
          <Button
            variant="filled"
            disabled={keep.length === 0}
            onClick={() => send({ organisation, kind, file, look, keep })}
          >
            {t('newUpload.submit', {
              count: look.rows - look.tooLong.rows,
              columns: t('newUpload.columnsOf', { count: keep.length }),
            })}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t('newUpload.backToFile')}
          </Button>
        </div>
      ) : (
        <>
          <SendingNow progress={progress} rows={look.rows} />
          <div className={classes.deeds}>
            <Button variant="default" onClick={stop}>
              {t('newUpload.stop')}
            </Button>
          </div>
        </>
      )}
      {error === null || progress !== null ? null : <BrokenOff error={error} />}
    </Section>
  );
}

function SendingNow({ progress, rows }: { readonly progress: SendProgress; readonly rows: number }) {
  const { t, i18n } = useTranslation();
  if (progress.what === 'writing') {
    return <Progress words={t('newUpload.writing', { count: progress.rows, rows })} done={progress.rows} of={rows} />;
  }
  const { receivedBytes, bytes } = progress.upload;
  const size = (of: number): string => sizeInWords(of, i18n.language);
  return (
    <Progress
      words={t('newUpload.sending', { received: size(receivedBytes), size: size(bytes) })}
      done={receivedBytes}
      of={bytes}
    />
  );
}

/** It was stopped, or something stopped it; what arrived is kept by the server. */
function BrokenOff({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  if (error instanceof FileNotRead) return <NotRead error={error} />;
  return (
    <>
      {error instanceof DOMException && error.name === 'AbortError' ? null : <ProblemNotice error={error} move />}
      <Notice tone="info" announced="in-time">
        <p>{t('newUpload.brokeOff')}</p>
      </Notice>
    </>
  );
}

function TooLong({ tooLong: { rows, first } }: Pick<Look, 'tooLong'>) {
  const { t, i18n } = useTranslation();
  if (rows === 0) return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const named = list.format([...first.map(String), ...(rows > first.length ? ['…'] : [])]);
  return (
    <Notice tone="warn">
      <p>{t('newUpload.tooLong', { count: rows, rows: named })}</p>
      <p>
        <strong>{t('newUpload.tooLongNext')}</strong>
      </p>
    </Notice>
  );
}
