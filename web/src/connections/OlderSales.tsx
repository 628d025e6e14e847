import type { Connection } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery } from '../api/queries.ts';
import { DayField } from '../ui/DayField.tsx';
import { parseDay } from '../ui/time.ts';
import classes from './ConnectionPage.module.css';

/** Where reading ended by itself, which may be a gap in the history of a house and not its beginning; and how to go further. */
export function OlderSales({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [from, setFrom] = useState('');
  const { name, organisation, progress, historyFrom, state } = connection;
  const further = useMutation({
    mutationFn: () => api.call('readFurtherBack', { params: { connection: name }, body: { from } }),
    onSuccess: (now) => {
      queries.setQueryData(connectionQuery(name).queryKey, now);
      void queries.invalidateQueries({ queryKey: ['syncs', name] });
    },
  });
  const mayRead = mayCall(useSession(), 'readFurtherBack', organisation.slug);
  // What a person has chosen, or what is loading still, ends nowhere by itself.
  if (historyFrom !== null || progress?.complete !== true) return null;
  return (
    <>
      <p>{t('connection.history.ended')}</p>
      {mayRead && state === 'active' ? (
        <div className={classes.older}>
          <DayField label={t('connection.history.readFrom')} value={from} onChange={setFrom} onUnreadable={setFrom} />
          <Button
            variant="default"
            disabled={parseDay(from) === null}
            loading={further.isPending}
            onClick={() => further.mutate()}
          >
            {t('connection.history.readFurther')}
          </Button>
        </div>
      ) : null}
      {further.isError ? <ProblemNotice error={further.error} move /> : null}
    </>
  );
}
