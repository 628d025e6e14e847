import type { Organisation, ProposedActivity } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Section } from '../ui/Section.tsx';
import { dayInWords } from '../ui/time.ts';
import classes from './ActivitiesPage.module.css';
import { proposalsQuery, useLogChange } from './activities-queries.ts';

const SHOWN = 8;

interface ProposalsSectionProps {
  readonly organisation: Organisation;
  readonly onDone: (said: string) => void;
}

/** Events that the log does not have, filled in: one key for each takes it over, and the focus goes on to the next. */
export function ProposalsSection({ organisation: { slug }, onDone }: ProposalsSectionProps) {
  const { t } = useTranslation();
  const { data } = useQuery(proposalsQuery(slug));
  const list = useRef<HTMLUListElement>(null);
  const next = useRef<number | null>(null);
  const accept = useLogChange(slug, (events: readonly ProposedActivity[]) =>
    api.call('acceptProposedActivities', {
      params: { organisation: slug },
      body: { events: events.map(({ connection, event }) => ({ connection, event })) },
    }),
  );
  const items = data?.items ?? [];
  useEffect(() => {
    if (next.current === null || accept.isPending) return;
    const buttons = list.current?.querySelectorAll('button') ?? [];
    buttons[Math.min(next.current, buttons.length - 1)]?.focus();
    next.current = null;
  }, [accept.isPending]);
  if (data === undefined || data.total === 0) return null;
  const shown = items.slice(0, SHOWN);
  const take = (some: readonly ProposedActivity[], at: number) => {
    next.current = at;
    accept.mutate(some, { onSuccess: ({ added }) => onDone(t('activities.done.accepted', { count: added })) });
  };
  return (
    <Section title={t('activities.proposals.title')} anchor="proposals">
      <p>{t('activities.proposals.lead', { count: data.total })}</p>
      <ul ref={list} className={classes.proposals}>
        {shown.map((one, at) => (
          <Proposal
            key={`${one.connection} ${one.event}`}
            one={one}
            busy={accept.isPending}
            onAccept={() => take([one], at)}
          />
        ))}
      </ul>
      <p className={classes.deeds}>
        <Button variant="default" loading={accept.isPending} onClick={() => take(shown, 0)}>
          {t('activities.proposals.acceptAll', { count: shown.length })}
        </Button>
        <span className={classes.quiet}>{t('activities.proposals.hires')}</span>
      </p>
      {accept.isError ? <ProblemNotice error={accept.error} move /> : null}
    </Section>
  );
}

interface ProposalProps {
  readonly one: ProposedActivity;
  readonly busy: boolean;
  readonly onAccept: () => void;
}

function Proposal({ one: { activity, tickets, because }, busy, onAccept }: ProposalProps) {
  const { t, i18n } = useTranslation();
  const { title, kind, artform, place, from, to } = activity;
  const day = (text: string) => dayInWords(text, i18n.language);
  const days = to === undefined || to === from ? day(from) : t('activities.days', { from: day(from), to: day(to) });
  const filled = t('activities.proposals.filled', {
    kind: t(`activities.kinds.${kind}`),
    artform: t(`activities.artforms.${artform}`).toLowerCase(),
    because,
  });
  return (
    <li>
      <div>
        <bdi className={classes.proposed}>{title}</bdi>
        <span className={classes.below}>
          {[days, place ?? null, t('activities.proposals.tickets', { count: tickets })]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        <span className={classes.below}>{filled}</span>
      </div>
      <Button
        variant="default"
        disabled={busy}
        onClick={onAccept}
        aria-label={t('activities.proposals.acceptNamed', { title })}
      >
        {t('activities.proposals.accept')}
      </Button>
    </li>
  );
}
