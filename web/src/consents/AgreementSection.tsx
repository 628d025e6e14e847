import type { Connection } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery } from '../api/queries.ts';
import { Section } from '../ui/Section.tsx';
import { AgreementText } from './AgreementText.tsx';
import classes from './Consents.module.css';
import { agreementQuery } from './queries.ts';
import { NO_MISTAKES, readSignature, SignatureFields } from './SignatureFields.tsx';

/** Whether somebody is asked to agree now: at first, and when the agreement is due again. */
export const isAgreementAwaited = ({ agreement, claim, state, facts }: Connection): boolean =>
  (agreement === null && state === 'waiting_for_consent' && claim?.state === 'proven') || facts.consent === 'expiring';

/** The data agreement, to be read and agreed to by name. */
export function AgreementSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { organisation, provider, agreement } = connection;
  const may = mayCall(useSession(), 'acceptAgreement');
  return (
    <Section title={t('agreement.title')} anchor="agreement">
      <p>
        {agreement === null
          ? t('agreement.lead', { organisation: organisation.name })
          : t('agreement.confirmLead', { organisation: organisation.name })}
      </p>
      <AgreementText organisation={organisation.slug} provider={provider.id} />
      {may ? <SignForm connection={connection} /> : <p>{t('agreement.notYours')}</p>}
    </Section>
  );
}

function SignForm({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { name, organisation, provider } = connection;
  const { data } = useQuery(agreementQuery(organisation.slug, provider.id));
  const [mistakes, setMistakes] = useState(NO_MISTAKES);
  const agree = useMutation({
    mutationFn: (signed: { name: string; position?: string }) =>
      api.call('acceptAgreement', {
        params: { connection: name },
        body: { version: data?.version ?? '', ...signed },
      }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: connectionQuery(name).queryKey });
      void queries.invalidateQueries({ queryKey: ['agreement'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { signed, mistakes: found } = readSignature(event.currentTarget);
    setMistakes(found);
    if (signed !== null) agree.mutate(signed);
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('agreement.title')}>
      <SignatureFields organisation={organisation.name} mistakes={mistakes} />
      {agree.isError ? <ProblemNotice error={agree.error} move /> : null}
      <Button type="submit" variant="filled" loading={agree.isPending} disabled={data === undefined}>
        {t('agreement.submit')}
      </Button>
    </form>
  );
}
