import type { Organisation, Upload, UploadKind } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { BackToUploads } from './BackToUploads.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { LeaveHere } from './LeaveHere.tsx';
import type { Look } from './read/look-through.ts';
import type { FormWish } from './read/open-table.ts';
import { type UploadStep, UploadSteps } from './UploadSteps.tsx';
import classes from './Uploads.module.css';
import { uploadQuery } from './uploads-queries.ts';
import { useFileLook } from './use-file-look.ts';

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
  const navigate = useNavigate();
  const [kind, setKind] = useState<UploadKind>(before?.kind ?? 'sales');
  const [file, setFile] = useState<File | null>(null);
  const [wish, setWish] = useState<FormWish>(AS_FOUND);
  const [looked, setLooked] = useState<{ readonly file: File; readonly look: Look } | null>(null);
  const { reading, look, error } = useFileLook({ file, kind, wish });
  const choose = (chosen: File | null) => {
    setWish(AS_FOUND);
    setFile(chosen);
  };
  const toUpload = ({ id }: Upload, emptied: number) =>
    void navigate({
      to: paths.upload,
      params: { upload: id },
      search: { organisation: organisation.slug, ...(emptied > 0 ? { emptied } : {}) },
    });
  const step: UploadStep = looked === null ? 'file' : 'leave';
  return (
    <>
      <p className={classes.for}>{t('newUpload.for', { organisation: organisation.name })}</p>
      <UploadSteps at={step} />
      {looked === null ? (
        <ChooseFile
          organisation={organisation.slug}
          {...{ before, kind, file, wish, reading, look, error }}
          onKind={setKind}
          onFile={choose}
          onWish={setWish}
          onNext={() => {
            if (file !== null && look !== null) setLooked({ file, look });
          }}
        />
      ) : (
        <LeaveHere
          organisation={organisation.slug}
          kind={kind}
          file={looked.file}
          look={looked.look}
          leftBefore={before?.leftOnComputer ?? null}
          onBack={() => setLooked(null)}
          onSent={toUpload}
        />
      )}
    </>
  );
}
