import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { InvitationsTable } from './InvitationsTable.tsx';
import { InviteToPlatformForm } from './InviteToPlatformForm.tsx';
import { PersonsTable } from './PersonsTable.tsx';
import { allPeopleQuery, platformInvitationsQuery } from './people-queries.ts';

/** Everybody with an account, and the roles of the platform itself: the desk, its administrators, contacts and readers. */
export function PlatformPeoplePage() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <>
      <PageHeading title={t('platformPeople.title')} below={t('platformPeople.lead')}>
        {t('platformPeople.title')}
      </PageHeading>
      <Section title={t('platformPeople.everybody')} anchor="people">
        <Everybody />
      </Section>
      {mayCall(session, 'invitePlatformPerson') ? (
        <Section title={t('people.invite.title')} anchor="invite">
          <InviteToPlatformForm />
        </Section>
      ) : null}
      {mayCall(session, 'listPlatformInvitations') ? (
        <Section title={t('people.invitations.title')} anchor="invitations">
          <Invitations />
        </Section>
      ) : null}
    </>
  );
}

function Everybody() {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(allPeopleQuery);
  if (data === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const people = data.pages.flatMap(({ items }) => items);
  if (people.length === 0) return <p>{t('platformPeople.nobody')}</p>;
  return (
    <>
      <PersonsTable people={people} />
      {hasNextPage ? (
        <div>
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            {t('platformPeople.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Invitations() {
  const { t } = useTranslation();
  const { data: invitations, error, refetch } = useQuery(platformInvitationsQuery);
  if (invitations === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} lines={2} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  if (invitations.length === 0) return <p>{t('people.invitations.none')}</p>;
  return <InvitationsTable invitations={invitations} slug={null} zone="UTC" />;
}
