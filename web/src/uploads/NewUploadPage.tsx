import type { Organisation, Upload, UploadKind } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { BackToUploads } from './BackToUploads.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { columnsToKeep } from './columns-to-keep.ts';
import { LeaveHere } from './LeaveHere.tsx';
import type { Look } from './read/look-through.ts';
import type { FormWish } from './read/open-table.ts';
import { UploadSteps } from './UploadSteps.tsx';
import classes from './Uploads.module.css';
import { uploadQuery } from './uploads-queries.ts';
import { useFileLook } from './use-file-look.ts';
import { useUploadStep } from './use-upload-step.ts';

/** Where a file is chosen, read here, and freed of what is not to be sent. */
export function NewUploadPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('newUpload.title')} above={<BackToUploads />}>
        {t('newUpload.title')}
      </PageHeading>
      <OfOrganisation needs="beginUpload">
        {(organisation) => <WithGoingOn key={organisation.slug} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

/** An upload that was sent in part says what it is and what stayed here: the same is chosen again. */
function WithGoingOn({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { goOn } = useSearch({ from: paths.newUpload });
  const { data, isPending } = useQuery({ ...uploadQuery(organisation.slug, goOn ?? ''), enabled: goOn !== undefined });
  if (goOn !== undefined && isPending) return <LoadingLines label={t('upload.loading')} />;
  return <NewUpload organisation={organisation} before={data?.state === 'receiving' ? data : null} />;
}

const AS_FOUND: FormWish = {};

interface NewUploadProps {
  readonly organisation: Organisation;
  readonly before: Upload | null;
}

function NewUpload({ organisation, before }: NewUploadProps) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: paths.newUpload });
  const [kind, setKind] = useState<UploadKind>(before?.kind ?? 'sales');
  const [file, setFile] = useState<File | null>(null);
  const [wish, setWish] = useState<FormWish>(AS_FOUND);
  const [kept, setKept] = useState<{ readonly of: Look; readonly keep: readonly number[] } | null>(null);
  const read = useFileLook({ file, kind, wish });
  const { look } = read;
  const { step, isGone, go, changed } = useUploadStep(file !== null, look !== null);
  const steps = useRef<HTMLOListElement>(null);
  const stepBefore = useRef(step);
  useEffect(() => {
    // The step after is gone, and focus with it.
    if (step === 'file' && stepBefore.current !== 'file') steps.current?.focus();
    stepBefore.current = step;
  }, [step]);
  const choose = (chosen: File | null) => {
    changed();
    setWish(AS_FOUND);
    setFile(chosen);
  };
  const toUpload = ({ id }: Upload, emptied: number) =>
    void navigate({
      to: paths.upload,
      params: { upload: id },
      search: { organisation: organisation.slug, ...(emptied > 0 ? { emptied } : {}) },
      // What was sent is not sent again: the way back leads to the choice of another file.
      replace: true,
    });
  return (
    <>
      <p className={classes.for}>{t('newUpload.for', { organisation: organisation.name })}</p>
      <UploadSteps ref={steps} at={step} />
      {step === 'leave' && file !== null && look !== null ? (
        <LeaveHere
          organisation={organisation.slug}
          kind={kind}
          file={file}
          look={look}
          keep={kept?.of === look ? kept.keep : columnsToKeep(look, before?.leftOnComputer ?? null)}
          onKeep={(keep) => setKept({ of: look, keep })}
          onBack={() => go('file')}
          onSent={toUpload}
        />
      ) : (
        <ChooseFile
          organisation={organisation.slug}
          {...{ before, kind, file, wish, read, isGone }}
          onKind={(to) => {
            if (file !== null) changed();
            setKind(to);
          }}
          onFile={choose}
          onWish={(to) => {
            changed();
            setWish(to);
          }}
          onNext={() => go('leave')}
        />
      )}
    </>
  );
}
