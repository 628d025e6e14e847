import { type PlatformRole, platformRole } from '@illuminate/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { providersQuery } from '../api/queries.ts';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { InvitationMadeNotice } from './InvitationMadeNotice.tsx';
import { platformInvitationsQuery } from './people-queries.ts';
import { RoleChoice } from './RoleChoice.tsx';

/** Invites somebody to a role of the platform; a provider contact to that of one provider. */
export function InviteToPlatformForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: providers } = useQuery(providersQuery);
  const [role, setRole] = useState<PlatformRole>('support-desk');
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const invite = useMutation({
    mutationFn: (body: { email: string; role: PlatformRole; provider?: string }) =>
      api.call('invitePlatformPerson', { body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: platformInvitationsQuery.queryKey }),
    onError: (err) => setWrong(wrongFields(err)),
  });
  const submit = (typed: (name: string) => string) => {
    const email = typed('email').trim();
    setWrong(email === '' ? { email: t('signIn.emailMissing') } : NOTHING_WRONG);
    if (email === '') return;
    invite.mutate({ email, role, ...(role === 'provider-contact' ? { provider: typed('provider') } : {}) });
  };
  return (
    <>
      {/* A new form after each invitation, so that the next begins empty. */}
      <Form key={invite.data?.id} label={t('people.invite.title')} wrong={wrong} onSubmit={submit}>
        <TextInput
          name="email"
          type="email"
          label={t('people.invite.email')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={wrong.email ?? null}
        />
        <RoleChoice roles={platformRole.options} chosen={role} onChoose={setRole} />
        {role === 'provider-contact' ? (
          <NativeSelect
            name="provider"
            label={t('platformPeople.provider')}
            data={(providers?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            error={wrong.provider ?? null}
          />
        ) : null}
        {invite.isError && Object.keys(wrong).length === 0 ? <ProblemNotice error={invite.error} move /> : null}
        <Deeds>
          <Button type="submit" variant="filled" loading={invite.isPending}>
            {t('people.invite.submit')}
          </Button>
        </Deeds>
      </Form>
      {invite.isSuccess ? <InvitationMadeNotice made={invite.data} zone="UTC" /> : null}
    </>
  );
}
