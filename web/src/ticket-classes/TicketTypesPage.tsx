import { type Organisation, TICKET_CLASSES, type TicketClasses } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './TicketTypesPage.module.css';
import { TypesTable } from './TypesTable.tsx';
import { ticketClassesQuery, useSorting } from './use-sorting.ts';
import { VersionsSection } from './VersionsSection.tsx';

/** What kinds of tickets an organisation sells, and what each of them is on the platform's closed list. */
export function TicketTypesPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('ticketTypes.title')} below={t('ticketTypes.lead')}>
        {t('ticketTypes.title')}
      </PageHeading>
      <OfOrganisation needs="listTicketClasses">
        {(organisation) => <TypesOf key={organisation.slug} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

function TypesOf({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(ticketClassesQuery(organisation.slug));
  if (data === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  if (data.items.length === 0) {
    return (
      <Empty
        kind="not-yet"
        title={t('ticketTypes.nothingTitle')}
        action={<Link to={paths.connections}>{t('ticketTypes.toConnections')}</Link>}
      >
        <p>{t('ticketTypes.nothing')}</p>
      </Empty>
    );
  }
  return <Sorting organisation={organisation} listed={data} />;
}

interface SortingProps {
  readonly organisation: Organisation;
  readonly listed: TicketClasses;
}

function Sorting({ organisation, listed }: SortingProps) {
  const { t } = useTranslation();
  const session = useSession();
  const sorting = useSorting(organisation.slug);
  const { items, unsorted, unsortedTickets, version } = listed;
  const maySort = mayCall(session, 'sortTicketTypes', organisation.slug);
  const suggested = items.flatMap(({ connection, ticketType, tickets, sorted, suggestion }) =>
    sorted !== null || suggestion === null || tickets === 0
      ? []
      : [{ connection, ticketType, class: suggestion.class, isConcession: suggestion.isConcession }],
  );
  return (
    <>
      <Section title={organisation.name} anchor="types">
        <div className={classes.head}>
          <p>
            {unsorted === 0
              ? t('ticketTypes.whole', { count: items.filter(({ tickets }) => tickets > 0).length })
              : t('ticketTypes.waiting', { count: unsorted, tickets: unsortedTickets })}
          </p>
          {maySort && suggested.length > 0 ? (
            <Button
              variant="filled"
              loading={sorting.isPending}
              onClick={() => sorting.mutate({ version, types: suggested })}
            >
              {t('ticketTypes.takeAll', { count: suggested.length })}
            </Button>
          ) : null}
        </div>
        {sorting.isError ? <ProblemNotice error={sorting.error} move /> : null}
        {sorting.isSuccess ? (
          <Notice tone="ok" announced="in-time">
            <p>{t('ticketTypes.saved')}</p>
          </Notice>
        ) : null}
        <TypesTable
          listed={listed}
          organisation={organisation}
          maySort={maySort}
          busy={sorting.isPending}
          onSort={(types, done) => sorting.mutate({ version, types }, { onSuccess: done })}
        />
      </Section>
      <Section title={t('ticketTypes.meanings')} anchor="meanings">
        <dl className={classes.meanings}>
          {TICKET_CLASSES.map((one) => (
            <div key={one}>
              <dt>{t(`ticketTypes.class.${one}`)}</dt>
              <dd>{t(`ticketTypes.meaning.${one}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <VersionsSection
        listed={listed}
        zone={organisation.zone}
        mayRestore={mayCall(session, 'restoreTicketClasses', organisation.slug)}
        busy={sorting.isPending}
        onRestore={(restore) => sorting.mutate({ restore })}
      />
    </>
  );
}
