import { type Organisation, organisationRole } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { OfOrganisation } from '../organisations/OfOrganisation.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { InvitationsTable } from './InvitationsTable.tsx';
import { InviteForm } from './InviteForm.tsx';
import { MembersTable } from './MembersTable.tsx';
import classes from './PeoplePage.module.css';
import { invitationsQuery, membersQuery } from './people-queries.ts';

/** Who belongs to an organisation, in which role, and who has been invited. */
export function PeoplePage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('people.title')} below={t('people.lead')}>
        {t('people.title')}
      </PageHeading>
      <OfOrganisation needs="listMembers">
        {(organisation) => <PeopleOf key={organisation.slug} organisation={organisation} />}
      </OfOrganisation>
    </>
  );
}

function PeopleOf({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const session = useSession();
  const { slug, zone } = organisation;
  return (
    <>
      <Section title={organisation.name} anchor="members">
        <Members organisation={organisation} />
      </Section>
      {mayCall(session, 'inviteMember', slug) ? (
        <Section title={t('people.invite.title')} anchor="invite">
          <InviteForm organisation={organisation} />
        </Section>
      ) : null}
      {mayCall(session, 'listInvitations', slug) ? (
        <Section title={t('people.invitations.title')} anchor="invitations">
          <Invitations slug={slug} zone={zone} />
        </Section>
      ) : null}
      <Section title={t('people.rolesTitle')} anchor="roles">
        <dl className={classes.roles}>
          {organisationRole.options.map((role) => (
            <div key={role}>
              <dt>{t(`roles.${role}.name`)}</dt>
              <dd>{t(`roles.${role}.does`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

function Members({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data: members, error, refetch } = useQuery(membersQuery(organisation.slug));
  if (members === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  if (members.length === 0) return <p>{t('people.nobody', { organisation: organisation.name })}</p>;
  return <MembersTable members={members} organisation={organisation} />;
}

function Invitations({ slug, zone }: { readonly slug: string; readonly zone: string }) {
  const { t } = useTranslation();
  const { data: invitations, error, refetch } = useQuery(invitationsQuery(slug));
  if (invitations === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} lines={2} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  if (invitations.length === 0) return <p>{t('people.invitations.none')}</p>;
  return <InvitationsTable invitations={invitations} slug={slug} zone={zone} />;
}
