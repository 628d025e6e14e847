import type { Output } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery, connectionsQuery } from '../api/queries.ts';
import { wrongFields } from '../api/wrong-fields.ts';
import { labelsOfSettings, readSettings, SettingFields } from '../connections/SettingFields.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/Facts.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { AgreementText } from './AgreementText.tsx';
import type { ConnectByProps } from './ConnectByPage.tsx';
import classes from './Consents.module.css';
import { agreementQuery } from './queries.ts';
import { NO_MISTAKES, readSignature, SignatureFields } from './SignatureFields.tsx';

/** By a sign-in that the organisation makes for us: tried as it is typed, then agreed, then kept. */
export function BySignIn({ provider, way, organisation }: ConnectByProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [mistakes, setMistakes] = useState(NO_MISTAKES);
  const { data: agreement } = useQuery(agreementQuery(organisation.slug, provider.id));
  const tried = useTry({ provider: provider.id, organisation: organisation.slug });
  const connect = useConnect({ provider: provider.id, organisation: organisation.slug });

  const labels = { ...labelsOfSettings(way.fields), name: t('agreement.name'), position: t('agreement.position') };
  const wrong = { ...wrongFields(tried.error, labels), ...wrongFields(connect.error, labels) };

  const typedIn = () => {
    if (form.current === null) return null;
    const { missing: absent, ...signIn } = readSettings(form.current, way.fields);
    setMissing(absent);
    // What was said of what was typed before.
    if (tried.isError) tried.reset();
    if (connect.isError) connect.reset();
    return absent.length === 0 ? signIn : null;
  };
  const submit = () => {
    const signIn = typedIn();
    if (signIn === null || form.current === null || agreement === undefined) return;
    const { signed, mistakes: found } = readSignature(form.current);
    setMistakes(found);
    if (signed !== null) connect.mutate({ ...signIn, agreement: { version: agreement.version, ...signed } });
  };

  return (
    <form
      ref={form}
      noValidate
      aria-label={t('connect.heading', { provider: provider.title })}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Section title={t('connect.signIn.title')}>
        <p>{t('connect.signIn.lead', { provider: provider.title })}</p>
        <div className={classes.form}>
          <SettingFields fields={way.fields} missing={missing} wrong={wrong} />
          <Button
            onClick={() => {
              const signIn = typedIn();
              if (signIn !== null) tried.mutate(signIn);
            }}
            loading={tried.isPending}
          >
            {t('connect.signIn.try')}
          </Button>
        </div>
        {tried.isError ? <ProblemNotice error={tried.error} labels={labels} move /> : null}
        {tried.data === undefined ? null : <Seen seen={tried.data} />}
      </Section>
      <Section title={t('connect.signIn.agreement')}>
        <p>{t('agreement.lead', { organisation: organisation.name })}</p>
        <AgreementText organisation={organisation.slug} provider={provider.id} />
        <div className={classes.form}>
          <SignatureFields organisation={organisation.name} mistakes={mistakes} wrong={wrong} />
          {connect.isError ? <ProblemNotice error={connect.error} labels={labels} move /> : null}
          <Button type="submit" variant="filled" loading={connect.isPending} disabled={agreement === undefined}>
            {t('connect.signIn.submit')}
          </Button>
        </div>
      </Section>
    </form>
  );
}

interface Whose {
  readonly provider: string;
  readonly organisation: string;
}

interface SignIn {
  readonly settings: Record<string, string>;
  readonly secret: string;
}

function useTry({ provider, organisation }: Whose) {
  return useMutation({
    mutationFn: (signIn: SignIn) => api.call('trySignIn', { params: { organisation }, body: { provider, ...signIn } }),
  });
}

function useConnect({ provider, organisation }: Whose) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (given: SignIn & { agreement: { version: string; name: string; position?: string } }) =>
      api.call('connectBySignIn', { params: { organisation }, body: { provider, ...given } }),
    onSuccess: async ({ connection }) => {
      void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      await queries.invalidateQueries({ queryKey: connectionQuery(connection).queryKey });
      await navigate({ to: paths.connection, params: { name: connection } });
    },
  });
}

function Seen({ seen }: { readonly seen: Output<'trySignIn'> }) {
  const { t } = useTranslation();
  const lines = (name: string, found: readonly string[]) =>
    found.length === 0
      ? []
      : [
          {
            name,
            long: true,
            value: (
              <ul className={classes.ways}>
                {found.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
        ];
  return (
    <Notice tone={seen.cannotSee.length === 0 ? 'ok' : 'warn'} title={t('connect.signIn.tried')} announced="in-time">
      <Facts
        items={[
          ...(seen.signedInAs === null ? [] : [{ name: t('connect.signIn.as'), value: seen.signedInAs, long: true }]),
          ...lines(t('connect.signIn.sees'), seen.sees),
          ...lines(t('connect.signIn.cannotSee'), seen.cannotSee),
          ...lines(t('connect.signIn.notSupplied'), seen.notSupplied),
        ]}
      />
    </Notice>
  );
}
