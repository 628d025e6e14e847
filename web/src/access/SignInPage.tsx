import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, isSignedOut } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Commands } from '../ui/Commands.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import classes from './SignInPage.module.css';
import { beginSession } from './session.ts';

/** Asks for an API key, for as long as people have no accounts. */
export function SignInPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const router = useRouter();
  const { to = paths.connections } = useSearch({ from: paths.signIn });
  const field = useRef<HTMLInputElement>(null);
  const [empty, setEmpty] = useState(false);
  const signIn = useMutation({
    mutationFn: (apiKey: string) => api.call('openSession', { body: { apiKey } }),
    onSuccess: (session) => {
      beginSession(queries, session);
      router.history.push(to);
    },
    onError: () => field.current?.focus(),
  });
  const refused = signIn.isError && isSignedOut(signIn.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const key = field.current?.value.trim() ?? '';
    setEmpty(key === '');
    if (key === '') field.current?.focus();
    else signIn.mutate(key);
  };

  return (
    <div className={classes.page}>
      <PageHeading title={t('signIn.title')} below={t('signIn.lead')}>
        {t('signIn.title')}
      </PageHeading>
      <form onSubmit={submit} className={classes.form} noValidate>
        {/* A password manager files the key under this name. */}
        <input type="text" name="username" autoComplete="username" value="Illuminate" readOnly hidden />
        <PasswordInput
          ref={field}
          name="api-key"
          label={t('signIn.key')}
          description={t('signIn.keyHelp')}
          autoComplete="current-password"
          error={empty ? t('signIn.empty') : refused ? t('signIn.refused') : null}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          spellCheck={false}
        />
        {signIn.isError && !refused ? <ProblemNotice error={signIn.error} move /> : null}
        <div>
          <Button type="submit" variant="filled" loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </div>
      </form>
      <section className={classes.how} aria-labelledby="no-key">
        <h2 id="no-key">{t('signIn.howTitle')}</h2>
        <p>{t('signIn.how')}</p>
        <Commands text={t('signIn.command')} copyLabel={t('signIn.copyCommand')} />
        <p className={classes.quiet}>{t('signIn.operator')}</p>
      </section>
    </div>
  );
}
