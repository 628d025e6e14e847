import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { saveFile } from '../ui/save-file.ts';

interface DownloadProps {
  /** Asks the API for the spreadsheet. */
  readonly ask: () => Promise<Response>;
  readonly file: string;
}

/** The spreadsheet as the API writes it. */
export function Download({ ask, file }: DownloadProps) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: async () => {
      const response = await ask();
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
