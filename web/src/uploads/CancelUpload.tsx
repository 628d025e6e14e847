import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import type { OneUploadProps } from './UploadPage.tsx';
import { uploadQuery } from './uploads-queries.ts';

/** Removes a file of which nothing was loaded. */
export function CancelUpload({ upload: { id }, organisation: { slug } }: OneUploadProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const cancel = useMutation({
    mutationFn: () => api.call('cancelUpload', { params: { organisation: slug, upload: id } }),
    onSuccess: (now) => queries.setQueryData(uploadQuery(slug, id).queryKey, now),
  });
  return (
    <May call="cancelUpload" of={slug}>
      <Button variant="default" loading={cancel.isPending} onClick={() => setOpen(true)}>
        {t('upload.cancel')}
      </Button>
      {cancel.isError ? <ProblemNotice error={cancel.error} move /> : null}
      <ConfirmDialog
        isOpen={isOpen}
        title={t('upload.cancelTitle')}
        confirm={t('upload.cancel')}
        cancel={t('upload.cancelKeep')}
        onCancel={() => setOpen(false)}
        onConfirm={() => {
          setOpen(false);
          cancel.mutate();
        }}
      >
        <p>{t('upload.cancelBody')}</p>
      </ConfirmDialog>
    </May>
  );
}
