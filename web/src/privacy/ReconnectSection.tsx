import type { Connection } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery, connectionsQuery, providersQuery } from '../api/queries.ts';
import { CredentialForm } from '../connections/CredentialForm.tsx';
import { Section } from '../ui/Section.tsx';

interface ReconnectProps {
  readonly connection: Connection;
  readonly isDeleted: boolean;
}

/** Takes a stopped connection up again, in place. */
export function ReconnectSection({ connection, isDeleted }: ReconnectProps) {
  const { t } = useTranslation();
  const { provider, method, consent } = connection;
  const hasBegun = method !== 'provider-consent' || consent !== null;
  return (
    <Section title={t('again.title')} anchor="reconnect">
      {hasBegun ? (
        <p>
          {t('again.lead')} {t(isDeleted ? 'again.fromStart' : 'again.goesOn')}
        </p>
      ) : (
        <p>{t('again.claim')}</p>
      )}
      {method === 'provider-consent' ? <p>{t('again.consent', { provider: provider.title })}</p> : null}
      {method === 'api-credentials' ? <WithSignIn connection={connection} /> : <AtOnce connection={connection} />}
    </Section>
  );
}

function AtOnce({ connection: { name } }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const reconnect = useMutation({
    mutationFn: () => api.call('reconnectConnection', { params: { connection: name }, body: {} }),
    onSuccess: (now) => {
      queries.setQueryData(connectionQuery(name).queryKey, now);
      void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
  });
  return (
    <>
      <div>
        <Button variant="filled" loading={reconnect.isPending} onClick={() => reconnect.mutate()}>
          {t('again.button')}
        </Button>
      </div>
      {reconnect.isError ? <ProblemNotice error={reconnect.error} move /> : null}
    </>
  );
}

function WithSignIn({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { data: providers } = useQuery(providersQuery);
  const fields = providers?.items
    .find(({ id }) => id === connection.provider.id)
    ?.methods.find(({ method }) => method === connection.method)?.fields;
  // A public feed needs none.
  if (fields?.every(({ secret }) => !secret) === true) return <AtOnce connection={connection} />;
  if (!isOpen || fields === undefined) {
    return (
      <div>
        <Button variant="filled" onClick={() => setOpen(true)}>
          {t('again.openForm')}
        </Button>
      </div>
    );
  }
  return (
    <CredentialForm
      connection={connection}
      fields={fields}
      takesUpAgain
      onCancel={() => setOpen(false)}
      onReplaced={() => setOpen(false)}
    />
  );
}
