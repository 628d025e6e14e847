import type { Session } from '@illuminate/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter } from '@tanstack/react-router';
import { Fragment, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import type { PageRule } from '../shell/pages.ts';
import { CoveredContext } from '../ui/covered.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { mayCall } from './may-call.ts';
import { NotForYouPage } from './NotForYouPage.tsx';
import { isAway, type Readers, readerOf } from './reader.ts';
import { beginSession, openByItself, readersQuery, takeOver } from './session.ts';
import { useLookOnFocus } from './use-look-on-focus.ts';

// Of use to whoever has stayed for a while, and to nobody's first page.
const SignInAgain = lazy(async () => ({ default: (await import('./SignInAgain.tsx')).SignInAgain }));

interface SessionGateProps {
  readonly rule: PageRule;
  readonly children: ReactNode;
}

/**
 * Lets a page through to whom it is for; everybody else is led to where they sign in, and back afterwards. A page whose reader is not
 * signed in any more stays as it is, with what is typed into it, and the sign-in is laid over it.
 */
export function SessionGate({ rule, children }: SessionGateProps) {
  const { t } = useTranslation();
  const { data: readers, error, refetch } = useQuery(readersQuery);
  useLookOnFocus();
  if ('open' in rule) return <OpenPage readers={readers}>{children}</OpenPage>;
  if (readers === undefined) {
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
  const { here } = readers;
  if (here === null) return <NobodyYet />;
  return (
    <CoveredContext value={isAway(readers)}>
      {/* Nothing that one reader typed is left for the next. */}
      <Fragment key={readerOf(here)}>{mayCall(here, rule.needs) ? children : <NotForYouPage />}</Fragment>
      {isAway(readers) ? (
        <Suspense fallback={null}>
          <SignInAgain here={here} now={readers.now} />
        </Suspense>
      ) : null}
    </CoveredContext>
  );
}

interface OpenPageProps {
  readonly readers: Readers | undefined;
  readonly children: ReactNode;
}

/** A page for anybody is for whoever is signed in now. */
function OpenPage({ readers, children }: OpenPageProps) {
  const queries = useQueryClient();
  const hasChanged = readers !== undefined && isAway(readers);
  const now = readers?.now ?? null;
  useEffect(() => {
    if (hasChanged) takeOver(queries, now);
  }, [queries, hasChanged, now]);
  return children;
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
