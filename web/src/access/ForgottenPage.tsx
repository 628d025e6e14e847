import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { paths } from '../paths.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import classes from './SignInPage.module.css';

/** Asks for a link with which to choose a new passphrase. The answer is the same whether there is an account or not. */
export function ForgottenPage() {
  const { t } = useTranslation();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { email: t('signIn.email') };
  const ask = useMutation({
    mutationFn: (email: string) => api.call('requestPasswordReset', { body: { email } }),
    onError: (err) => setWrong(wrongFields(err, labels)),
  });
  const submit = (typed: (name: string) => string) => {
    const email = typed('email').trim();
    setWrong(email === '' ? { email: t('signIn.emailMissing') } : NOTHING_WRONG);
    if (email !== '') ask.mutate(email);
  };
  return (
    <div className={classes.page}>
      <PageHeading title={t('forgotten.title')} below={t('forgotten.lead')}>
        {t('forgotten.title')}
      </PageHeading>
      {ask.isSuccess ? (
        <Notice
          tone={ask.data.mailGoesOut ? 'ok' : 'warn'}
          announced="in-time"
          title={ask.data.mailGoesOut ? t('forgotten.sentTitle') : t('forgotten.noMailTitle')}
        >
          <p>{ask.data.mailGoesOut ? t('forgotten.sent', { email: ask.variables }) : t('forgotten.noMail')}</p>
          <p>
            <Link to={paths.signIn}>{t('forgotten.back')}</Link>
          </p>
        </Notice>
      ) : (
        <Form label={t('forgotten.title')} wrong={wrong} onSubmit={submit}>
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
          {ask.isError ? <ProblemNotice error={ask.error} labels={labels} move /> : null}
          <Deeds>
            <Button type="submit" variant="filled" loading={ask.isPending}>
              {t('forgotten.submit')}
            </Button>
            <Link to={paths.signIn}>{t('forgotten.back')}</Link>
          </Deeds>
        </Form>
      )}
    </div>
  );
}
