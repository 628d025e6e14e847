import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { FilesDialog } from './FilesDialog.tsx';
import { type Exported, useExport } from './use-export.ts';

/** The ways of taking a report along: all of its rows as CSV at once, or any other file after a question or two. */
export function Files({ exported }: { readonly exported: Exported }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const csv = useExport(exported);
  return (
    <>
      <Button
        leftSection={<IconDownload size={18} aria-hidden="true" />}
        loading={csv.isPending}
        onClick={() => csv.mutate({ format: 'csv' })}
      >
        {t('reports.download')}
      </Button>
      <Button onClick={() => setAsking(true)}>{t('files.more')}</Button>
      <output className="visually-hidden">
        {csv.isSuccess ? t('reports.downloaded', { file: csv.data.fileName }) : ''}
      </output>
      {csv.isError ? <ProblemNotice error={csv.error} /> : null}
      <FilesDialog isOpen={asking} exported={exported} onClose={() => setAsking(false)} />
    </>
  );
}
