import type { Output } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/Facts.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ownZone } from '../ui/own-zone.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';
import { MailTag } from './MailTag.tsx';
import classes from './Outbox.module.css';
import { mailQuery } from './outbox-queries.ts';
import { unfoldMail } from './unfold-mail.ts';
import { useKindWords } from './use-kind-words.ts';

/** One mail, with what it says while it waits. */
export function MailPage() {
  const { t } = useTranslation();
  const { mail: id } = useParams({ from: paths.mail });
  const { data: mail, error, refetch } = useQuery(mailQuery(id));
  const back = (
    <p>
      <Link to={paths.outbox}>{t('outbox.back')}</Link>
    </p>
  );
  return (
    <>
      <PageHeading title={mail?.subject ?? t('outbox.one')} above={back}>
        {mail?.subject ?? t('outbox.one')}
      </PageHeading>
      {mail !== undefined ? (
        <Known mail={mail} />
      ) : error === null ? (
        <LoadingLines label={t('outbox.loading')} />
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

function Known({ mail }: { readonly mail: Output<'showMail'> }) {
  const { t } = useTranslation();
  const kindWords = useKindWords();
  const { to, state, template, organisationName, concerns, tries, queuedAt, sentAt, nextTryAt, failure } = mail;
  const at = (name: string, instant: string | null) =>
    instant === null ? [] : [{ name, value: <Moment at={instant} zone={ownZone()} form="absolute" /> }];
  return (
    <>
      <Section title={t('outbox.one')}>
        <Facts
          items={[
            { name: t('outbox.state'), value: <MailTag state={state} /> },
            { name: t('outbox.to'), value: to.name === null ? to.address : `${to.name}, ${to.address}` },
            { name: t('outbox.kind'), value: kindWords(template) },
            ...(organisationName === null ? [] : [{ name: t('outbox.organisation'), value: organisationName }]),
            ...at(t('outbox.written'), queuedAt),
            ...at(t('outbox.sent'), sentAt),
            { name: t('outbox.tries'), value: tries },
            ...(tries === 0 ? [] : at(t('outbox.nextTry'), nextTryAt)),
            ...(failure === null
              ? []
              : [{ name: t('outbox.wrong'), value: `${failure.what} ${failure.next}`, long: true }]),
          ]}
        />
        {concerns === null ? null : (
          <TechnicalDetails label={t('outbox.details')} items={[{ name: t('outbox.about'), value: concerns }]} />
        )}
        {(state === 'failed' || tries > 0) && mail.hidden !== 'gone' ? <Retry id={mail.id} /> : null}
      </Section>
      <Section title={t('outbox.content')}>
        {mail.content === null ? (
          <p>{t(`outbox.${mail.hidden ?? 'gone'}`)}</p>
        ) : (
          <pre className={classes.text}>{withLinks(unfoldMail(mail.content.text))}</pre>
        )}
      </Section>
    </>
  );
}

/** Whoever hands a mail on opens its links too. */
const withLinks = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <a key={part} href={part}>
        {part}
      </a>
    ),
  );

function Retry({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.call('retryMail', { params: { mail: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mails'] }),
  });
  return (
    <>
      <div>
        <Button onClick={() => retry.mutate()} loading={retry.isPending}>
          {t('outbox.retry')}
        </Button>
        {retry.isSuccess ? <output>{t('outbox.retried')}</output> : null}
      </div>
      {retry.isError ? <ProblemNotice error={retry.error} move /> : null}
    </>
  );
}
