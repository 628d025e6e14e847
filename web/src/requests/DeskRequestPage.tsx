import type { Request } from '@illuminate/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { AssignForm } from './AssignForm.tsx';
import { CompleteForm } from './CompleteForm.tsx';
import { MoveForm } from './MoveForm.tsx';
import { NoteForm } from './NoteForm.tsx';
import classes from './Request.module.css';
import { RequestFacts } from './RequestFacts.tsx';
import { requestQuery } from './request-queries.ts';
import { StateTag } from './StateTag.tsx';
import { Timeline } from './Timeline.tsx';

/** One request, as the desk works with it. */
export function DeskRequestPage() {
  const { t } = useTranslation();
  const { request: id } = useParams({ from: paths.deskRequest });
  const { data: request, error, refetch } = useQuery(requestQuery(id));
  if (request !== undefined) return <Known request={request} />;
  return (
    <>
      <PageHeading title={t('request.titleOf', { id })}>{t('request.titleOf', { id })}</PageHeading>
      {error === null ? (
        <LoadingLines label={t('request.loading')} />
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

function Known({ request }: { readonly request: Request }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const onDone = (now: Request) => {
    queries.setQueryData(requestQuery(now.id).queryKey, now);
    void queries.invalidateQueries({ queryKey: ['requests'] });
  };
  const moves = request.moves.filter((move) => move !== 'complete');
  return (
    <>
      <PageHeading
        title={t('request.titleOf', { id: request.id })}
        above={
          <p>
            <Link to={paths.requests}>{t('desk.back')}</Link>
          </p>
        }
        below={`${request.id} · ${request.organisationName}`}
      >
        {request.provider === null ? t('request.join') : t('request.connect', { provider: request.provider.title })}
      </PageHeading>
      <div className={classes.state} aria-live="polite">
        <div>
          <StateTag state={request.state} size="large" />
        </div>
        <p className={classes.sentence}>{request.state.sentence}</p>
      </div>
      <Section title={t('request.facts')}>
        <RequestFacts request={request} />
      </Section>
      <Section title={t('request.timeline')}>
        <Timeline events={request.timeline} />
      </Section>
      <Section title={t('desk.next')}>
        {moves.length === 0 ? (
          <p>{t('desk.nothingNext')}</p>
        ) : (
          <MoveForm key={request.state.code} request={request} moves={moves} onDone={onDone} />
        )}
      </Section>
      {request.moves.includes('complete') ? (
        <Section title={t('desk.complete')} anchor="complete">
          <CompleteForm request={request} onDone={onDone} />
        </Section>
      ) : null}
      <Section title={t('desk.writeTitle')}>
        <NoteForm request={request} onDone={onDone} />
      </Section>
      <Section title={t('desk.assign')}>
        <AssignForm key={request.assignee?.email ?? ''} request={request} onDone={onDone} />
      </Section>
    </>
  );
}
