import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { saveFile } from '../ui/save-file.ts';

/** The spreadsheet as the API writes it. */
export function Download({ report, organisation }: { readonly report: string; readonly organisation: string }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: async () => {
      const call = { params: { report }, query: { organisation }, accept: 'text/csv' };
      const response = await api.request('runReadyReport', call);
      const file = `${report}-${organisation}.csv`;
      saveFile(file, await response.blob());
      return file;
    },
  });
  return (
    <>
      <Button leftSection={<IconDownload size={18} />} onClick={() => download.mutate()} loading={download.isPending}>
        {t('reports.download')}
      </Button>
      <output className="visually-hidden">
        {download.isSuccess ? t('reports.downloaded', { file: download.data }) : ''}
      </output>
      {download.isError ? <ProblemNotice error={download.error} /> : null}
    </>
  );
}
