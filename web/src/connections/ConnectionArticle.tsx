import type { ConnectionSummary } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Figures } from '../ui/Figures.tsx';
import { useFigures } from '../ui/use-figures.ts';
import { ActionLink } from './ActionLink.tsx';
import classes from './ConnectionArticle.module.css';
import { HeadlineTag } from './HeadlineTag.tsx';
import { HistoryProgress } from './HistoryProgress.tsx';
import { useMoveConnection } from './move-connection.ts';
import { Timing } from './Timing.tsx';

/** One connection in the list: whose, which state, what to do, how much. */
export function ConnectionArticle({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const id = useId();
  const { name, organisation, provider, headline, progress } = connection;
  const loading = progress !== null && !progress.complete && progress.monthsTotal > 0;
  return (
    <article aria-labelledby={id} className={classes.article}>
      <div className={classes.who}>
        <h2 id={id} className={classes.name}>
          <Link to={paths.connection} params={{ name }}>
            {organisation.name}
          </Link>
        </h2>
        <p className={classes.provider}>{provider.title}</p>
        <p className={classes.method}>{t(`connections.method.${connection.method}`)}</p>
      </div>
      <div className={classes.state}>
        <HeadlineTag headline={headline} />
        <p className={classes.sentence}>{headline.sentence}</p>
        {loading ? (
          <HistoryProgress
            progress={progress}
            organisation={organisation.name}
            goesOn={connection.state === 'active'}
            brief
          />
        ) : null}
        <Action connection={connection} />
        <Counts connection={connection} />
      </div>
      <Timing connection={connection} />
    </article>
  );
}

/** The one action of the headline: done here where that is enough, otherwise the way to where it is done. */
function Action({ connection }: { readonly connection: ConnectionSummary }) {
  const move = useMoveConnection(connection.name);
  const session = useSession();
  const { action } = connection.headline;
  // Where not everything is shown, the parts are missing to which an action leads.
  if (action === null || connection.view === 'status') return null;
  if (action.kind === 'resume') {
    if (!mayCall(session, 'resumeConnection', connection.organisation.slug)) return null;
    return (
      <>
        <div>
          <Button variant="filled" onClick={() => move.mutate('resume')} loading={move.isPending}>
            {action.label}
          </Button>
        </div>
        {move.isError ? <ProblemNotice error={move.error} move /> : null}
      </>
    );
  }
  return (
    <p>
      <ActionLink connection={connection} className={classes.action} />
    </p>
  );
}

/** How much is here; nothing where nothing is, for a row of noughts says no more than the sentence above it. */
function Counts({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { counts, salesSupplied } = connection;
  const { events, performances, orders, tickets, observations, rejects } = counts;
  if (events + orders === 0) return null;
  return (
    <Figures
      items={[
        { name: t('connections.events'), value: figures(events) },
        { name: t('connections.performances'), value: figures(performances) },
        ...(salesSupplied
          ? [
              { name: t('connections.orders'), value: figures(orders) },
              { name: t('connections.tickets'), value: figures(tickets) },
            ]
          : [{ name: t('connections.observations'), value: figures(observations) }]),
        ...(rejects === 0 ? [] : [{ name: t('connections.rejects'), value: figures(rejects) }]),
      ]}
    />
  );
}
