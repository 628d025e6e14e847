import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { isAway } from '../access/reader.ts';
import { SessionGate } from '../access/SessionGate.tsx';
import { readersQuery } from '../access/session.ts';
import { SessionContext, useVisitor } from '../access/session-context.ts';
import { statusQuery } from '../api/queries.ts';
import { MovesContext } from '../ui/PageHeading.tsx';
import { Header } from './Header.tsx';
import { LiveContext } from './LiveIndicator.tsx';
import { ruleOf } from './pages.ts';
import classes from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { useLive } from './use-live.ts';
import { useMoves } from './use-moves.ts';

/** Everything around a page, for whoever is signed in and for whoever is not. */
export function Shell() {
  const { t } = useTranslation();
  const { data: readers } = useQuery(readersQuery);
  const routeId = useRouterState({ select: ({ matches }) => matches.at(-1)?.routeId ?? '' });
  const rule = ruleOf(routeId);
  const session = ('open' in rule ? readers?.now : readers?.here) ?? null;
  const moves = useMoves();
  const { state, news } = useLive(readers === undefined || isAway(readers) ? null : session);
  return (
    <MovesContext value={moves}>
      <LiveContext value={state}>
        <SessionContext value={session}>
          <a href="#content" className={classes.skip}>
            {t('app.skip')}
          </a>
          <Header isKnown={readers !== undefined} />
          <main id="content" tabIndex={-1} className={classes.main}>
            <SessionGate key={routeId} rule={rule}>
              <Outlet />
            </SessionGate>
          </main>
          <Footer />
          <output className="visually-hidden">{news}</output>
        </SessionContext>
      </LiveContext>
    </MovesContext>
  );
}

function Footer() {
  const { t } = useTranslation();
  const session = useVisitor();
  const { data: status } = useQuery({ ...statusQuery, enabled: mayCall(session, 'showStatus') });
  return (
    <footer className={classes.footer}>
      <span>{t('app.name')}</span>
      {status === undefined ? null : <span>{t('app.version', { version: status.version })}</span>}
      <span>{t('app.source')}</span>
      <a href="/api/v1/openapi.json" className={classes.quietLink}>
        {t('app.api')}
      </a>
      {/* Whoever is signed in has it in the account menu. */}
      {session === null ? (
        <div className={classes.theme}>
          <ThemeSwitch />
        </div>
      ) : null}
    </footer>
  );
}
