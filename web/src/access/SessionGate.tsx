import type { Session } from '@illuminate/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import type { PageRule } from '../shell/pages.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { mayCall } from './may-call.ts';
import { NotForYouPage } from './NotForYouPage.tsx';
import { beginSession, openByItself, sessionQuery } from './session.ts';

interface SessionGateProps {
  readonly rule: PageRule;
  readonly children: ReactNode;
}

/** Lets a page through to whom it is for; everybody else is led to where they sign in, and back afterwards. */
export function SessionGate({ rule, children }: SessionGateProps) {
  const { t } = useTranslation();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  if ('open' in rule) return children;
  if (session === undefined) {
    return (
      <Waiting>
        {error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )}
      </Waiting>
    );
  }
  if (session === null) return <NobodyYet />;
  return mayCall(session, rule.needs) ? children : <NotForYouPage />;
}

const Waiting = ({ children }: { readonly children: ReactNode }) => (
  <div style={{ paddingBlock: '3rem', maxWidth: '40rem' }}>{children}</div>
);

/** Nobody is signed in: the demo lets its visitor in by itself, anywhere else a sign-in is needed first. */
function NobodyYet() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const router = useRouter();
  // As it was at first: while the sign-in loads, the address is already that of the sign-in.
  const [here] = useState(() => router.state.location.href);
  const {
    data: opened,
    error,
    refetch,
  } = useQuery({
    queryKey: ['open-session'],
    queryFn: openByItself,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useBeginning(opened ?? null, (session) => beginSession(queries, session));
  if (opened === null) return <Navigate to={paths.signIn} search={here === '/' ? {} : { to: here }} replace />;
  return (
    <Waiting>
      {error === null ? (
        <LoadingLines label={t('app.loading')} />
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </Waiting>
  );
}

function useBeginning(session: Session | null, begin: (session: Session) => void): void {
  useEffect(() => {
    if (session !== null) begin(session);
  }, [session, begin]);
}
