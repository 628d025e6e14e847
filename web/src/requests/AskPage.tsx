import type { Provider } from '@illuminate/contract';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useVisitor } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { organisationsQuery, providersQuery } from '../api/queries.ts';
import { wrongFields } from '../api/wrong-fields.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Form, NOTHING_WRONG } from '../ui/Form.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { ContactFields, useContactLabels } from './ContactFields.tsx';
import { OwnRequests } from './OwnRequests.tsx';
import classes from './Request.module.css';
import { ownRequestsQuery } from './request-queries.ts';
import { SentNotice } from './SentNotice.tsx';

/** How the desk's connections are asked for, with or without an account. */
export function AskPage() {
  const { t } = useTranslation();
  const { data: providers, error, refetch } = useQuery(providersQuery);
  const arranged = providers?.items.filter(({ methods }) => methods.some(({ method }) => method === 'support-request'));
  return (
    <>
      <PageHeading title={t('ask.title')} below={t('ask.lead')}>
        {t('ask.title')}
      </PageHeading>
      {arranged === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : arranged.length === 0 ? (
        <Empty title={t('ask.title')}>
          <p>{t('ask.none')}</p>
        </Empty>
      ) : (
        <Ask providers={arranged} />
      )}
      <p className={classes.upload}>
        <Link to={paths.newUpload}>{t('ask.upload')}</Link>
      </p>
    </>
  );
}

function Ask({ providers }: { readonly providers: readonly Provider[] }) {
  const { t } = useTranslation();
  const session = useVisitor();
  const isOfHouse = mayCall(session, 'requestConnection');
  const { data: organisations } = useQuery({ ...organisationsQuery, enabled: isOfHouse });
  const [providerId, setProvider] = useState(providers[0]?.id ?? '');
  // Whoever has asked has done their part: the notice says what comes next.
  const [hasAsked, setAsked] = useState(false);
  const provider = providers.find(({ id }) => id === providerId);
  const method = provider?.methods.find(({ method }) => method === 'support-request');
  const choose = (
    <NativeSelect
      name="provider"
      label={t('ask.provider')}
      description={t('ask.providerHelp')}
      data={providers.map(({ id, title }) => ({ value: id, label: title }))}
      value={providerId}
      onChange={({ currentTarget }) => {
        setProvider(currentTarget.value);
        setAsked(false);
      }}
    />
  );
  const account = method?.fields.find(({ required, secret }) => required && !secret);
  return (
    <div className={classes.stack}>
      {isOfHouse && organisations !== undefined && organisations.length > 0 ? (
        <OfHouse
          organisations={organisations}
          providerId={providerId}
          account={account?.help ?? null}
          onAsked={setAsked}
        >
          {choose}
        </OfHouse>
      ) : (
        <WithoutAccount providerId={providerId} account={account?.help ?? null} onAsked={setAsked}>
          {choose}
        </WithoutAccount>
      )}
      {hasAsked || method === undefined || method.steps.length === 0 ? null : (
        <Section title={t('ask.howFor', { provider: provider?.title ?? '' })}>
          <ol className={classes.steps}>
            {method.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Section>
      )}
    </div>
  );
}

interface AskFormProps {
  readonly providerId: string;
  /** What the provider calls an account, in its connector's words. */
  readonly account: string | null;
  readonly onAsked: (hasAsked: boolean) => void;
  readonly children: React.ReactNode;
}

function WithoutAccount({ providerId, account, onAsked, children }: AskFormProps) {
  const { t } = useTranslation();
  const ask = useMutation({
    mutationFn: (body: {
      organisationName: string;
      contactName: string;
      email: string;
      account: string;
      need: string;
    }) => api.call('submitRequest', { body: { provider: providerId, ...body } }),
    onSuccess: () => onAsked(true),
  });
  const labels = { ...useContactLabels(), account: t('ask.account'), need: t('ask.need') };
  const wrong = ask.isError ? wrongFields(ask.error, labels) : NOTHING_WRONG;
  const askAgain = () => {
    onAsked(false);
    ask.reset();
  };
  if (ask.data !== undefined) return <SentNotice sent={ask.data} onAgain={askAgain} />;
  return (
    <Form
      label={t('ask.title')}
      wrong={wrong}
      onSubmit={(typed) =>
        ask.mutate({
          organisationName: typed('organisationName'),
          contactName: typed('contactName'),
          email: typed('email'),
          account: typed('account'),
          need: typed('need'),
        })
      }
    >
      {children}
      <ContactFields wrong={wrong} />
      <AccountFields wrong={wrong} account={account} />
      <p className={classes.quiet}>{t('ask.privacy')}</p>
      {ask.isError ? <ProblemNotice error={ask.error} labels={labels} move /> : null}
      <div className={classes.deeds}>
        <Button type="submit" variant="filled" loading={ask.isPending}>
          {t('ask.submit')}
        </Button>
        <Link to={paths.join}>{t('ask.join')}</Link>
      </div>
    </Form>
  );
}

interface OfHouseProps extends AskFormProps {
  readonly organisations: readonly { readonly slug: string; readonly name: string }[];
}

/** From within an organisation: who asks is known. */
function OfHouse({ organisations, providerId, account, onAsked, children }: OfHouseProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [organisation, setOrganisation] = useState(organisations[0]?.slug ?? '');
  const ask = useMutation({
    mutationFn: (body: { contactName: string; email: string; account: string; need: string }) =>
      api.call('requestConnection', { params: { organisation }, body: { provider: providerId, ...body } }),
    onSuccess: () => {
      onAsked(true);
      return queries.invalidateQueries({ queryKey: ownRequestsQuery(organisation).queryKey });
    },
  });
  const labels = { ...useContactLabels(), account: t('ask.account'), need: t('ask.need') };
  const wrong = ask.isError ? wrongFields(ask.error, labels) : NOTHING_WRONG;
  return (
    <>
      <Form
        label={t('ask.title')}
        wrong={wrong}
        onSubmit={(typed) =>
          ask.mutate({
            contactName: typed('contactName'),
            email: typed('email'),
            account: typed('account'),
            need: typed('need'),
          })
        }
      >
        <NativeSelect
          name="organisation"
          label={t('ask.organisation')}
          data={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
          value={organisation}
          onChange={({ currentTarget }) => setOrganisation(currentTarget.value)}
        />
        {children}
        <ContactFields wrong={wrong} withoutOrganisation />
        <AccountFields wrong={wrong} account={account} />
        {ask.isError ? <ProblemNotice error={ask.error} labels={labels} move /> : null}
        <div className={classes.deeds}>
          <Button type="submit" variant="filled" loading={ask.isPending}>
            {t('ask.submit')}
          </Button>
          {ask.data === undefined ? null : <output>{t('ask.done', { id: ask.data.id })}</output>}
        </div>
      </Form>
      <OwnRequests organisation={organisation} />
    </>
  );
}

interface AccountFieldsProps {
  readonly wrong: Readonly<Record<string, string>>;
  readonly account: string | null;
}

function AccountFields({ wrong, account }: AccountFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        name="account"
        label={t('ask.account')}
        description={account ?? t('ask.accountHelp')}
        error={wrong.account}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
      />
      <Textarea
        name="need"
        label={t('ask.need')}
        description={t('ask.needHelp')}
        error={wrong.need}
        maxLength={2000}
        autosize
        minRows={3}
      />
    </>
  );
}
