import type { Organisation, Upload } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { BackToUploads } from './BackToUploads.tsx';
import { CheckedFile } from './CheckedFile.tsx';
import { EndedUpload } from './EndedUpload.tsx';
import { Receipt } from './Receipt.tsx';
import { ReceivingFile } from './ReceivingFile.tsx';
import { SettleColumns } from './SettleColumns.tsx';
import { SortNewTypes } from './SortNewTypes.tsx';
import { StateTag } from './StateTag.tsx';
import { type UploadStep, UploadSteps } from './UploadSteps.tsx';
import classes from './Uploads.module.css';
import { uploadQuery } from './uploads-queries.ts';
import { WorkingOnIt } from './WorkingOnIt.tsx';

/** One upload, from its last byte to its receipt: the address is enough to come back to it. */
export function UploadPage() {
  const { t } = useTranslation();
  const { upload } = useParams({ from: paths.upload });
  return (
    <>
      <PageHeading title={t('upload.pageTitle')} above={<BackToUploads />}>
        {t('upload.pageTitle')}
      </PageHeading>
      <OfOrganisation needs="showUpload">
        {(organisation) => <Named key={upload} id={upload} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

function Named({ id, organisation }: { readonly id: string; readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data: upload, error, refetch } = useQuery(uploadQuery(organisation.slug, id));
  if (upload !== undefined) return <Known upload={upload} organisation={organisation} />;
  if (error === null) return <LoadingLines label={t('upload.loading')} />;
  if (!['not-found', 'invalid-input'].includes(problemOf(error)?.code ?? ''))
    return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <Empty
      title={t('errors.notFound')}
      action={
        <Link to={paths.uploads} search={{ organisation: organisation.slug }}>
          {t('newUpload.back')}
        </Link>
      }
    >
      <p>{t('upload.missing')}</p>
    </Empty>
  );
}

const STEP: Readonly<Partial<Record<Upload['state'], UploadStep>>> = {
  receiving: 'file',
  received: 'columns',
  checking: 'check',
  checked: 'check',
  loading: 'check',
  loaded: 'receipt',
};

export interface OneUploadProps {
  readonly upload: Upload;
  readonly organisation: Organisation;
}

function Known({ upload, organisation }: OneUploadProps) {
  const { t } = useTranslation();
  const { emptied } = useSearch({ from: paths.upload });
  const { failure } = upload;
  const step = STEP[upload.state];
  return (
    <>
      {step === undefined ? null : <UploadSteps at={step} />}
      <div className={classes.head}>
        <p className={classes.about}>
          <strong className={classes.name}>
            <bdi>{upload.fileName}</bdi>
          </strong>
          <span role="status">
            <StateTag state={upload.state} size="large" />
          </span>
        </p>
        <p className={classes.quiet}>
          {t('upload.below', { kind: t(`uploads.kind.${upload.kind}`), organisation: organisation.name })}
        </p>
        {upload.leftOnComputer.length === 0 ? null : (
          <p className={classes.left}>{t('upload.left', { columns: upload.leftOnComputer.join(', ') })}</p>
        )}
        {emptied === undefined ? null : <p>{t('upload.emptied', { count: emptied })}</p>}
      </div>
      {failure === null || upload.state === 'failed' ? null : (
        <Notice tone="bad" announced="in-time">
          <p>
            {failure.what} <strong>{failure.nextStep}</strong>
          </p>
        </Notice>
      )}
      <OfState upload={upload} organisation={organisation} />
    </>
  );
}

function OfState(props: OneUploadProps) {
  switch (props.upload.state) {
    case 'receiving':
      return <ReceivingFile {...props} />;
    case 'received':
      return <SettleColumns {...props} />;
    case 'checking':
    case 'loading':
      return <WorkingOnIt {...props} />;
    case 'checked':
      return <CheckedFile key={props.upload.check?.id} {...props} />;
    case 'loaded':
      return (
        <>
          <Receipt {...props} />
          <SortNewTypes {...props} />
        </>
      );
    default:
      return <EndedUpload {...props} />;
  }
}
