import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { TypesTable } from '../ticket-classes/TypesTable.tsx';
import { ticketClassesQuery, useSorting } from '../ticket-classes/use-sorting.ts';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import type { OneUploadProps } from './UploadPage.tsx';
import classes from './Uploads.module.css';

/** Ticket types that uploads brought and nobody has sorted, each with its class to take or to choose. Nothing while there are none. */
export function SortNewTypes({ upload, organisation }: OneUploadProps) {
  const { t } = useTranslation();
  const maySort = mayCall(useSession(), 'sortTicketTypes', organisation.slug);
  const { data } = useQuery({ ...ticketClassesQuery(organisation.slug), enabled: maySort });
  const sorting = useSorting(organisation.slug);
  if (data === undefined) return null;
  const items = data.items.filter(
    ({ connection, sorted, tickets }) => connection === upload.connection && sorted === null && tickets > 0,
  );
  const suggested = items.flatMap(({ connection, ticketType, suggestion }) =>
    suggestion === null
      ? []
      : [{ connection, ticketType, class: suggestion.class, isConcession: suggestion.isConcession }],
  );
  if (items.length === 0 && !sorting.isSuccess) return null;
  return (
    <Section title={t('upload.newTypes')}>
      <div className={classes.gap}>
        {items.length === 0 ? null : (
          <p className={classes.flat}>
            {t('upload.newTypesLead', { count: items.length })}{' '}
            <Link to={paths.ticketTypes} search={{ organisation: organisation.slug }} hash="meanings">
              {t('ticketTypes.meanings')}
            </Link>
          </p>
        )}
        {sorting.isError ? <ProblemNotice error={sorting.error} move /> : null}
        {sorting.isSuccess ? (
          <Notice tone="ok" announced="in-time">
            <p>{t('ticketTypes.saved')}</p>
          </Notice>
        ) : null}
        {suggested.length === 0 ? null : (
          <div className={classes.deeds}>
            <Button
              variant="filled"
              loading={sorting.isPending}
              onClick={() => sorting.mutate({ version: data.version, types: suggested })}
            >
              {t('ticketTypes.takeAll', { count: suggested.length })}
            </Button>
          </div>
        )}
        {items.length === 0 ? null : (
          <TypesTable
            listed={{ ...data, items }}
            organisation={organisation}
            maySort={maySort}
            busy={sorting.isPending}
            onSort={(types, done) => sorting.mutate({ version: data.version, types }, { onSuccess: done })}
          />
        )}
      </div>
    </Section>
  );
}
