import type { Session } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { SignInPage } from './SignInPage.tsx';
import { sessionQuery } from './session.ts';

const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only under a SessionGate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession is called outside SessionGate; render it under the gate.');
  return session;
}

/** Lets its children through once somebody is signed in; the address stays, so that signing in leads on to it. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  if (session === undefined) {
    return (
      <main style={{ padding: '2rem 1rem', maxWidth: '40rem', margin: '0 auto' }}>
        {error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )}
      </main>
    );
  }
  if (session === null) return <SignInPage />;
  return <SessionContext value={session}>{children}</SessionContext>;
}
