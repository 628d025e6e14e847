import type { Upload, UploadKind } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { FileField } from './FileField.tsx';
import { FirstRows } from './FirstRows.tsx';
import { HowRead } from './HowRead.tsx';
import { KindChoice } from './KindChoice.tsx';
import { FileNotRead } from './read/ask-file-worker.ts';
import type { FormWish } from './read/open-table.ts';
import { sizeInWords } from './size-in-words.ts';
import classes from './Uploads.module.css';
import { templateLink } from './uploads-queries.ts';
import type { FileLook } from './use-file-look.ts';

interface ChooseFileProps {
  readonly organisation: string;
  /** An upload that is gone on with. */
  readonly before: Upload | null;
  readonly kind: UploadKind;
  readonly file: File | null;
  readonly wish: FormWish;
  readonly read: FileLook;
  /** Whether a file was chosen before, which the page has not got any more. */
  readonly isGone: boolean;
  readonly onKind: (kind: UploadKind) => void;
  readonly onFile: (file: File | null) => void;
  readonly onWish: (wish: FormWish) => void;
  readonly onNext: () => void;
}

/** The first step: what it is, which file, and how it was read. */
export function ChooseFile({ organisation, before, kind, file, ...props }: ChooseFileProps) {
  const { t, i18n } = useTranslation();
  const { wish, isGone, onKind, onFile, onWish, onNext } = props;
  const { reading, look, last, error } = props.read;
  const size = (bytes: number): string => sizeInWords(bytes, i18n.language);
  return (
    <>
      {before === null ? null : (
        <Notice tone="info">
          <p>
            {t('newUpload.going', {
              file: before.fileName,
              received: size(before.receivedBytes),
              size: size(before.bytes),
            })}
          </p>
        </Notice>
      )}
      <Section title={t('newUpload.what')}>
        <KindChoice kind={kind} onKind={onKind} />
        <p className={classes.quiet}>{t('newUpload.templateLead')}</p>
        <p>
          <a href={templateLink(organisation, kind)} download={`template-${kind}.csv`} className={classes.download}>
            <IconDownload size={18} stroke={1.75} aria-hidden="true" />
            {t('newUpload.template', { kind: t(`uploads.kind.${kind}`) })}
          </a>
        </p>
      </Section>
      <Section title={t('newUpload.file')}>
        {isGone ? (
          <Notice tone="info" announced="in-time">
            <p>{t('newUpload.gone')}</p>
          </Notice>
        ) : null}
        <FileField file={file} onFile={onFile} />
        <p className={classes.quiet}>{t('newUpload.stays')}</p>
        <div aria-live="polite">
          {reading === null ? null : <p>{t('newUpload.reading', { count: reading })}</p>}
          {error === null ? null : <NotRead error={error} />}
          {look === null ? null : <p>{t('uploads.rows', { count: look.rows })}</p>}
        </div>
      </Section>
      {last === null ? null : (
        <Section title={t('newUpload.how')}>
          <HowRead read={last} wish={wish} onWish={onWish} />
          {error !== null || last.columns === undefined || last.sample === undefined ? null : (
            <FirstRows columns={last.columns} sample={last.sample} />
          )}
          {look === null ? null : (
            <div className={classes.deeds}>
              <Button variant="filled" onClick={onNext}>
                {t('newUpload.next')}
              </Button>
            </div>
          )}
        </Section>
      )}
    </>
  );
}

/** Why a file was not read, which only this page knows. */
export function NotRead({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const fault = error instanceof FileNotRead ? error.fault : null;
  return (
    <Notice tone="bad" title={t(fault === null ? 'newUpload.broken' : 'newUpload.unreadable')}>
      <p>{fault === null ? t('newUpload.brokenBody') : fault.what}</p>
      <p>
        {fault === null ? null : <strong>{fault.nextStep} </strong>}
        {t('newUpload.nothingSent')}
      </p>
    </Notice>
  );
}
