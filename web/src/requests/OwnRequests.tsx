import type { OwnRequest } from '@illuminate/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Section } from '../ui/Section.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import classes from './Request.module.css';
import { ownRequestsQuery } from './request-queries.ts';
import { StateTag } from './StateTag.tsx';
import { Timeline } from './Timeline.tsx';

/** What an organisation has asked for, and where it stands. */
export function OwnRequests({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(ownRequestsQuery(organisation));
  return (
    <Section title={t('ask.own')}>
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} />
        )
      ) : data.items.length === 0 ? (
        <p>{t('ask.ownNone')}</p>
      ) : (
        <div className={classes.list}>
          {data.items.map((request) => (
            <One key={request.id} organisation={organisation} request={request} />
          ))}
        </div>
      )}
    </Section>
  );
}

function One({ organisation, request }: { readonly organisation: string; readonly request: OwnRequest }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const answer = useMutation({
    mutationFn: (text: string) =>
      api.call('answerOwnRequest', { params: { organisation, request: request.id }, body: { text } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ownRequestsQuery(organisation).queryKey }),
  });
  return (
    <article className={classes.stack} aria-label={request.id}>
      <h3>
        {request.id}: {t('request.connect', { provider: request.provider?.title ?? '' })}
      </h3>
      <div>
        <StateTag state={request.state} />
      </div>
      <p>{request.state.sentence}</p>
      <Timeline events={request.timeline} />
      {request.mayAnswer ? <AnswerForm answer={answer} /> : null}
    </article>
  );
}
