import type { OwnRequest } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import classes from './Request.module.css';
import { RequestFacts } from './RequestFacts.tsx';
import { requestByLinkQuery } from './request-queries.ts';
import { StateTag } from './StateTag.tsx';
import { Timeline } from './Timeline.tsx';

/** Where the link in a requester's mails leads. What opens the request stands behind the #, which no server sees. */
export function RequestStatusPage() {
  const { t } = useTranslation();
  const token = useRouterState({ select: ({ location }) => location.hash });
  const { data: request, error, refetch } = useQuery(requestByLinkQuery(token));
  if (request !== undefined) return <Known request={request} token={token} />;
  return (
    <>
      <PageHeading title={t('request.title')}>{t('request.title')}</PageHeading>
      {token === '' || problemOf(error)?.code === 'not-found' ? (
        <Empty
          title={t(token === '' ? 'request.noLinkTitle' : 'staleLink.title')}
          action={<Link to={paths.ask}>{t('ask.title')}</Link>}
        >
          <p>{t(token === '' ? 'request.noLink' : 'request.staleLink')}</p>
        </Empty>
      ) : error === null ? (
        <LoadingLines label={t('request.loading')} />
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

interface KnownProps {
  readonly request: OwnRequest;
  readonly token: string;
}

function Known({ request, token }: KnownProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const show = (now: OwnRequest) => queries.setQueryData(requestByLinkQuery(token).queryKey, now);
  const answer = useMutation({
    mutationFn: (text: string) => api.call('answerRequestByLink', { body: { token, text } }),
    onSuccess: show,
  });
  return (
    <>
      <PageHeading
        title={t('request.titleOf', { id: request.id })}
        below={t('request.for', { organisation: request.organisationName })}
      >
        {request.provider === null ? t('request.join') : t('request.connect', { provider: request.provider.title })}
      </PageHeading>
      {request.confirmed ? (
        <div className={classes.state} aria-live="polite">
          <div>
            <StateTag state={request.state} size="large" />
          </div>
          <p className={classes.sentence}>{request.state.sentence}</p>
        </div>
      ) : (
        <div className={classes.confirm}>
          <Confirm request={request} token={token} onConfirmed={show} />
        </div>
      )}
      {request.mayAnswer ? (
        <Section title={t('request.answer')}>
          <AnswerForm answer={answer} />
        </Section>
      ) : null}
      <Section title={t('request.timeline')}>
        <Timeline events={request.timeline.toReversed()} />
      </Section>
      <Section title={t('request.facts')}>
        <RequestFacts request={request} />
        <p className={classes.quiet}>{t('request.keep')}</p>
      </Section>
    </>
  );
}

interface ConfirmProps extends KnownProps {
  readonly onConfirmed: (now: OwnRequest) => void;
}

/** By a press and not by opening: programs that look into mails open links too. */
function Confirm({ request, token, onConfirmed }: ConfirmProps) {
  const { t } = useTranslation();
  const confirm = useMutation({
    mutationFn: () => api.call('confirmRequest', { body: { token } }),
    onSuccess: onConfirmed,
  });
  return (
    <Notice tone="info" title={t('request.confirmTitle')}>
      <p>{t('request.confirm', { email: request.contact.email })}</p>
      <div>
        <Button variant="filled" onClick={() => confirm.mutate()} loading={confirm.isPending}>
          {t('request.confirmButton')}
        </Button>
      </div>
      <p>{t('request.confirmNot')}</p>
      {confirm.isError ? <ProblemNotice error={confirm.error} move /> : null}
    </Notice>
  );
}
