import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { AcceptButton } from './AcceptButton.tsx';
import { AcceptForm } from './AcceptForm.tsx';
import type { Invited } from './invited.ts';
import classes from './SignInPage.module.css';
import { StaleLink } from './StaleLink.tsx';
import { useVisitor } from './session-context.ts';
import { useLinkToken } from './use-link-token.ts';

/** Where the link of an invitation leads, and that of the first administrator: what it is to, and how it is accepted. */
export function InvitationPage() {
  const { t } = useTranslation();
  const token = useLinkToken();
  const isFirst = useRouterState({ select: ({ matches }) => matches.at(-1)?.routeId === paths.welcome });
  const {
    data: invited,
    error,
    refetch,
  } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.call('lookUpInvitation', { body: { token } }),
    enabled: token !== '',
    staleTime: 60_000,
  });
  if (token === '' || problemOf(error)?.code === 'not-found')
    return <StaleLink of={isFirst ? 'welcome' : 'invitation'} />;
  if (invited !== undefined) return <Known invited={invited} token={token} />;
  return (
    <div className={classes.page}>
      <PageHeading title={t('invitation.title')}>{t('invitation.title')}</PageHeading>
      {error === null ? (
        <LoadingLines label={t('app.loading')} />
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
}

interface KnownProps {
  readonly invited: Invited;
  readonly token: string;
}

function Known({ invited, token }: KnownProps) {
  const { t } = useTranslation();
  const { email, role, organisation, provider, invitedBy } = invited;
  const isFirst = email === null;
  const heading = isFirst
    ? t('welcome.title')
    : organisation === null
      ? t('invitation.joinPlatform')
      : t('invitation.join', { organisation: organisation.name });
  const of = organisation?.name ?? provider?.title;
  return (
    <div className={classes.page}>
      <PageHeading title={heading} below={isFirst ? t('welcome.lead') : t('invitation.by', { name: invitedBy })}>
        {heading}
      </PageHeading>
      <div className={classes.notice}>
        <Notice tone="info" title={of === undefined ? t(`roles.${role}.name`) : t(`roles.${role}.nameOf`, { of })}>
          <p>{t(`roles.${role}.does`)}</p>
        </Notice>
      </div>
      {invited.hasAccount ? (
        <WithAccount invited={invited} token={token} />
      ) : (
        <AcceptForm invited={invited} token={token} />
      )}
    </div>
  );
}

/** Somebody with this address has an account already: no second passphrase, only a sign-in with the one they have. */
function WithAccount({ invited, token }: KnownProps) {
  const { t } = useTranslation();
  const session = useVisitor();
  const here = useRouterState({ select: ({ location }) => location.href });
  if (session?.person?.email === invited.email) return <AcceptButton invited={invited} token={token} />;
  return (
    <div className={classes.sent}>
      <p>{t('invitation.hasAccount', { email: invited.email })}</p>
      {session?.person == null ? null : <p>{t('invitation.somebodyElse', { name: session.person.name })}</p>}
      <p>
        <Link to={paths.signIn} search={{ to: here }}>
          {t('invitation.signIn')}
        </Link>
      </p>
    </div>
  );
}
