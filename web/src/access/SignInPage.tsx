import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, isSignedOut } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { paths } from '../paths.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { demoPeopleQuery } from './demo-people.ts';
import { homeOf } from './home-of.ts';
import { KeySignIn } from './KeySignIn.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import classes from './SignInPage.module.css';
import { useVisitor } from './session-context.ts';
import { useBegin } from './use-begin.ts';

/** Where people sign in, by e-mail address and passphrase or with an API key; then they go on to where they wanted to be. */
export function SignInPage() {
  const { t } = useTranslation();
  const { to } = useSearch({ from: paths.signIn });
  const begin = useBegin();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { email: t('signIn.email'), password: t('signIn.password') };
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => api.call('openSession', { body }),
    onSuccess: (session) => begin(session, to),
    onError: (err) => setWrong(isSignedOut(err) ? { password: t('signIn.refused') } : wrongFields(err, labels)),
  });
  const submit = (typed: (name: string) => string) => {
    const [email, password] = [typed('email').trim(), typed('password')];
    const missing = {
      ...(email === '' ? { email: t('signIn.emailMissing') } : {}),
      ...(password === '' ? { password: t('signIn.passwordMissing') } : {}),
    };
    setWrong(missing);
    if (email !== '' && password !== '') signIn.mutate({ email, password });
  };
  return (
    <div className={classes.page}>
      <PageHeading title={t('signIn.title')} below={to === undefined ? undefined : t('signIn.thenOn')}>
        {t('signIn.title')}
      </PageHeading>
      <Already />
      <Form label={t('signIn.title')} wrong={wrong} onSubmit={submit}>
        <TextInput
          name="email"
          type="email"
          label={labels.email}
          maxLength={254}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={wrong.email ?? null}
        />
        <PassphraseField
          name="password"
          label={labels.password}
          autoComplete="current-password"
          error={wrong.password ?? null}
        />
        {signIn.isError && !isSignedOut(signIn.error) ? (
          <ProblemNotice error={signIn.error} labels={labels} move />
        ) : null}
        <Deeds>
          <Button type="submit" variant="filled" loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
          <Link to={paths.forgotten}>{t('signIn.forgotten')}</Link>
        </Deeds>
      </Form>
      <p className={classes.below}>
        {t('signIn.noAccount')} <Link to={paths.join}>{t('join.title')}</Link>
      </p>
      <DemoNotice />
      <KeySignIn to={to} />
    </div>
  );
}

/** Whoever is signed in already is told so, and signs in as somebody else only on purpose. */
function Already() {
  const { t } = useTranslation();
  const session = useVisitor();
  if (session === null) return null;
  return (
    <div className={classes.notice}>
      <Notice tone="info">
        <p>
          {session.person === null ? t('signIn.already') : t('signIn.alreadyAs', { name: session.person.name })}{' '}
          <Link to={homeOf(session)}>{t('signIn.goOn')}</Link>
        </p>
      </Notice>
    </div>
  );
}

function DemoNotice() {
  const { t } = useTranslation();
  const { data: people } = useQuery(demoPeopleQuery);
  if (people === undefined || people.length === 0) return null;
  return (
    <div className={classes.below}>
      <Notice tone="info">
        <p>
          {t('signIn.demo')} <Link to={paths.lookAround}>{t('signIn.lookAround')}</Link>
        </p>
      </Notice>
    </div>
  );
}
