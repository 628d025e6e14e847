import type { Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import classes from './Uploads.module.css';
import { UploadsTable } from './UploadsTable.tsx';
import { uploadsQuery } from './uploads-queries.ts';

const FIRST = 50;
const MOST = 200;

/** The files that an organisation has uploaded, and the way to upload another. */
export function UploadsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('uploads.title')} below={t('uploads.lead')}>
        {t('uploads.title')}
      </PageHeading>
      <OfOrganisation needs="listUploads">
        {(organisation) => <Uploads key={organisation.slug} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

function Uploads({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { slug } = organisation;
  const mayUpload = mayCall(useSession(), 'beginUpload', slug);
  const [limit, setLimit] = useState(FIRST);
  const { data, error, refetch } = useQuery(uploadsQuery(slug, limit));
  if (data === undefined) {
    return error === null ? (
      <LoadingLines label={t('uploads.loading')} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  if (data.items.length === 0) {
    return (
      <Empty
        kind="not-yet"
        title={t('uploads.noneTitle')}
        action={
          mayUpload ? (
            <Link to={paths.newUpload} search={{ organisation: slug }}>
              {t('uploads.new')}
            </Link>
          ) : undefined
        }
      >
        <p>{t(mayUpload ? 'uploads.none' : 'uploads.noneToRead')}</p>
      </Empty>
    );
  }
  return (
    <>
      <May call="beginUpload" of={slug}>
        <div className={classes.deeds}>
          <Link to={paths.newUpload} search={{ organisation: slug }} className={classes.begin}>
            {t('uploads.new')}
          </Link>
        </div>
      </May>
      <UploadsTable organisation={organisation} uploads={data.items} />
      {data.nextCursor === null || limit >= MOST ? null : (
        <div className={classes.deeds}>
          <Button variant="default" onClick={() => setLimit(MOST)}>
            {t('uploads.more')}
          </Button>
        </div>
      )}
    </>
  );
}
