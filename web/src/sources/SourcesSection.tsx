import type { Connection, SourceChoice, SourceOverlap } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Section } from '../ui/Section.tsx';
import { dayInWords, instantInWords } from '../ui/time.ts';
import { type SaidOfSources, useChooseSource } from './choose-source.ts';
import classes from './SourcesSection.module.css';

/** What another connection sells as well: which of the two counts, and the buttons that decide it. */
export function SourcesSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { organisation, sources } = connection;
  const said = useChooseSource(organisation.slug);
  const mayDecide = mayCall(useSession(), 'chooseSource', organisation.slug);
  const undecided = sources.overlaps.filter((overlap) => overlap.undecided !== null);
  if (sources.overlaps.length === 0 && sources.choices.length === 0) return null;
  const say = (what: SaidOfSources) => said.mutate(what);
  return (
    <Section title={t('sources.title')} anchor="sources">
      {undecided.map((overlap) => (
        <Undecided
          key={`${overlap.first} ${overlap.later}`}
          overlap={overlap}
          mayDecide={mayDecide}
          busy={said.isPending}
          say={say}
        />
      ))}
      {sources.choices.map((choice) => (
        <Chosen
          key={choice.id}
          choice={choice}
          zone={organisation.zone}
          mayDecide={mayDecide}
          busy={said.isPending}
          say={say}
        />
      ))}
      {said.isError ? <ProblemNotice error={said.error} move /> : null}
    </Section>
  );
}

interface Saying {
  readonly mayDecide: boolean;
  readonly busy: boolean;
  readonly say: (what: SaidOfSources) => void;
}

function Undecided({ overlap, mayDecide, busy, say }: Saying & { readonly overlap: SourceOverlap }) {
  const { t, i18n } = useTranslation();
  const { first, later, undecided } = overlap;
  if (undecided === null) return null;
  const { from, to, performances } = undecided;
  const days = { from: dayInWords(from, i18n.language), to: dayInWords(to, i18n.language) };
  const choose = (counts: string, other: string, both = false) => say({ choose: { counts, other, both, from, to } });
  return (
    <div className={classes.line}>
      <p>{t('sources.undecided', { count: performances, first, later, ...days })}</p>
      {mayDecide ? (
        <div className={classes.buttons}>
          <Button variant="default" disabled={busy} onClick={() => choose(first, later)}>
            {t('sources.counts', { connection: first })}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => choose(later, first)}>
            {t('sources.counts', { connection: later })}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => choose(first, later, true)}>
            {t('sources.bothCount')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Chosen({
  choice,
  zone,
  mayDecide,
  busy,
  say,
}: Saying & { readonly choice: SourceChoice; readonly zone: string }) {
  const { t, i18n } = useTranslation();
  const { id, counts, other, both, from, to, chosenBy, chosenAt, why } = choice;
  const days = { from: dayInWords(from, i18n.language), to: dayInWords(to, i18n.language) };
  return (
    <div className={classes.line}>
      <p>
        {t(both ? 'sources.chosenBoth' : 'sources.chosen', { counts, other, ...days })}{' '}
        {t('sources.by', { who: chosenBy, when: instantInWords(chosenAt, zone, i18n.language) })}
        {why === null ? null : <q className={classes.why}>{why}</q>}
      </p>
      {mayDecide ? (
        <div className={classes.buttons}>
          <Button variant="default" disabled={busy} onClick={() => say({ undo: id })}>
            {t('sources.undo')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
