import type { Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { type ApiKey, apiKeysQuery } from './api-keys-query.ts';

interface ApiKeysTableProps {
  readonly keys: readonly ApiKey[];
  readonly organisation: Organisation;
}

/** Each key by its name and its first characters, with when it was used last. */
export function ApiKeysTable({ keys, organisation: { slug, zone } }: ApiKeysTableProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const revoke = useMutation({
    mutationFn: (id: string) => api.call('revokeApiKey', { params: { id } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: apiKeysQuery(slug).queryKey }),
  });
  return (
    <>
      <ScrollRegion label={t('apiKeys.caption')}>
        <table className={table.table} data-stacked>
          <caption className="visually-hidden">{t('apiKeys.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('apiKeys.columns.name')}</th>
              <th scope="col">{t('apiKeys.columns.begins')}</th>
              <th scope="col">{t('apiKeys.columns.may')}</th>
              <th scope="col">{t('apiKeys.columns.made')}</th>
              <th scope="col">{t('apiKeys.columns.used')}</th>
              <DeedsHeading name={t('people.columns.deeds')} />
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id}>
                <th scope="row" data-as-is>
                  {key.name}
                </th>
                <td>
                  <code>{key.prefix}…</code>
                </td>
                <td>{key.scopes.includes('write') ? t('apiKeys.scope.write') : t('apiKeys.scope.read')}</td>
                <td data-label={t('apiKeys.columns.made')}>
                  <Moment at={key.createdAt} zone={zone} form="absolute" />
                </td>
                <td data-label={t('apiKeys.columns.used')}>
                  {key.lastUsedAt === null ? (
                    t('time.never')
                  ) : (
                    <Moment at={key.lastUsedAt} zone={zone} form="relative" />
                  )}
                </td>
                <td>
                  {key.revokedAt === null ? (
                    <Button
                      onClick={() => setEnding(key)}
                      loading={revoke.isPending && revoke.variables === key.id}
                      aria-label={t('apiKeys.revokeNamed', { name: key.name })}
                    >
                      {t('apiKeys.revoke')}
                    </Button>
                  ) : (
                    <>
                      {t('apiKeys.revoked')} <Moment at={key.revokedAt} zone={zone} form="relative" />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {revoke.isError ? <ProblemNotice error={revoke.error} move /> : null}
      <ConfirmDialog
        isOpen={ending !== null}
        title={t('apiKeys.dialog.title', { name: ending?.name })}
        confirm={t('apiKeys.revoke')}
        cancel={t('apiKeys.dialog.cancel')}
        onCancel={() => setEnding(null)}
        onConfirm={() => {
          if (ending !== null) revoke.mutate(ending.id);
          setEnding(null);
        }}
      >
        <p>{t('apiKeys.dialog.what')}</p>
      </ConfirmDialog>
    </>
  );
}
