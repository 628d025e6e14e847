import type { ConnectionSummary } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionGate, useSession } from '../access/SessionGate.tsx';
import { beginSession } from '../access/session.ts';
import { api } from '../api/client.ts';
import type { StreamState } from '../api/event-stream.ts';
import { followConnections } from '../api/live-connections.ts';
import { organisationsQuery, statusQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { MovesContext } from '../ui/PageHeading.tsx';
import { LiveContext } from './LiveIndicator.tsx';
import classes from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { Wordmark } from './Wordmark.tsx';

/** The pages that the navigation leads to, in order. */
const NAVIGATION = [
  { to: paths.connections, words: 'navigation.connections', also: '/connections' },
  { to: paths.eventIds, words: 'navigation.eventIds', also: null },
] as const;

/** Everything around a page: for whoever is signed in. */
export function Shell() {
  return (
    <SessionGate>
      <Frame />
    </SessionGate>
  );
}

/** Counts the moves from page to page. */
function useMoves(): number {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const last = useRef(pathname);
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    setMoves((so) => so + 1);
    window.scrollTo(0, 0);
  }, [pathname]);
  return moves;
}

/** Follows the stream of changes; what the headlines have become is for the live region. */
function useLive(): { state: StreamState; news: string } {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { expiresAt } = useSession();
  const [state, setState] = useState<StreamState>('connecting');
  const [news, setNews] = useState('');
  useEffect(() => {
    const tell = (before: ConnectionSummary | undefined, now: ConnectionSummary) => {
      if (before === undefined || before.headline.code === now.headline.code) return;
      setNews(
        t('connections.changed', {
          organisation: now.organisation.name,
          provider: now.provider.title,
          word: now.headline.word,
          sentence: now.headline.sentence,
        }),
      );
    };
    // A session that was renewed after the stream had been refused: follow it anew.
    return expiresAt === '' ? undefined : followConnections(queries, setState, tell);
  }, [queries, t, expiresAt]);
  return { state, news };
}

function Frame() {
  const { t } = useTranslation();
  const session = useSession();
  const moves = useMoves();
  const { state, news } = useLive();
  const { data: status } = useQuery(statusQuery);
  const pathname = useRouterState({ select: (at) => at.location.pathname });
  return (
    <MovesContext value={moves}>
      <LiveContext value={state}>
        <a href="#content" className={classes.skip}>
          {t('app.skip')}
        </a>
        <header>
          {session.demo ? <p className={classes.demo}>{t('app.demo')}</p> : null}
          <div className={classes.header}>
            <div className={classes.top}>
              <Link to={paths.connections} className={classes.home}>
                <Wordmark />
              </Link>
              <OrganisationContext />
              <div className={classes.tools}>
                <ThemeSwitch />
                {session.kind === 'demo' ? null : <SignOut />}
              </div>
            </div>
            <nav aria-label={t('navigation.label')} className={classes.navigation}>
              {NAVIGATION.map(({ to, words, also }) => (
                <Link
                  key={to}
                  to={to}
                  activeProps={{}}
                  aria-current={
                    pathname === to ? 'page' : also !== null && pathname.startsWith(also) ? 'true' : undefined
                  }
                >
                  {t(words)}
                </Link>
              ))}
            </nav>
          </div>
        </header>
        <main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
        <footer className={classes.footer}>
          <span>{t('app.name')}</span>
          {status === undefined ? null : <span>{t('app.version', { version: status.version })}</span>}
          <span>{t('app.source')}</span>
          <a href="/api/v1/openapi.json" className={classes.quietLink}>
            {t('app.api')}
          </a>
        </footer>
        <output className="visually-hidden">{news}</output>
      </LiveContext>
    </MovesContext>
  );
}

/** Whose data this is: the one organisation by name, or how many there are. */
function OrganisationContext() {
  const { t } = useTranslation();
  const { data: organisations } = useQuery(organisationsQuery);
  if (organisations === undefined || organisations.length === 0) return null;
  const [only] = organisations;
  return (
    <span className={classes.context}>
      {organisations.length === 1 ? only?.name : t('app.allOrganisations', { count: organisations.length })}
    </span>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => api.call('closeSession', {}),
    onSuccess: () => beginSession(queries, null),
  });
  return (
    <Button onClick={() => signOut.mutate()} loading={signOut.isPending}>
      {t('app.signOut')}
    </Button>
  );
}
