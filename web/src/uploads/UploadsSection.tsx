import type { Connection } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Uploads.module.css';
import { UploadsTable } from './UploadsTable.tsx';
import { uploadsQuery } from './uploads-queries.ts';

const AT_FIRST = 10;

/** The files that a connection is made of, on its page. */
export function UploadsSection({ connection: { organisation } }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { slug } = organisation;
  const { data, error } = useQuery(uploadsQuery(slug, AT_FIRST));
  return (
    <Section title={t('uploads.title')} anchor="uploads">
      {data !== undefined ? (
        <UploadsTable organisation={organisation} uploads={data.items} />
      ) : error === null ? (
        <LoadingLines label={t('uploads.loading')} />
      ) : (
        <ProblemNotice error={error} />
      )}
      <div className={classes.deeds}>
        <May call="beginUpload" of={slug}>
          <Link to={paths.newUpload} search={{ organisation: slug }}>
            {t('uploads.new')}
          </Link>
        </May>
        <Link to={paths.uploads} search={{ organisation: slug }}>
          {t('newUpload.back')}
        </Link>
      </div>
    </Section>
  );
}
