import { type Organisation, type OrganisationRole, organisationRole } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { InvitationMadeNotice } from './InvitationMadeNotice.tsx';
import { invitationsQuery } from './people-queries.ts';
import { RoleChoice } from './RoleChoice.tsx';

/** Invites somebody: where mail goes out the link is on its way, otherwise it is shown once, to be passed on. */
export function InviteForm({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { slug } = organisation;
  const queries = useQueryClient();
  const [role, setRole] = useState<OrganisationRole>('member');
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const invite = useMutation({
    mutationFn: (body: { email: string; role: OrganisationRole }) =>
      api.call('inviteMember', { params: { organisation: slug }, body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: invitationsQuery(slug).queryKey }),
    onError: (err) => setWrong(wrongFields(err)),
  });
  const submit = (typed: (name: string) => string) => {
    const email = typed('email').trim();
    setWrong(email === '' ? { email: t('signIn.emailMissing') } : NOTHING_WRONG);
    if (email !== '') invite.mutate({ email, role });
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
        <RoleChoice roles={organisationRole.options} chosen={role} onChoose={setRole} />
        {invite.isError && wrong.email === undefined ? <ProblemNotice error={invite.error} move /> : null}
        <Deeds>
          <Button type="submit" variant="filled" loading={invite.isPending}>
            {t('people.invite.submit')}
          </Button>
        </Deeds>
      </Form>
      {invite.isSuccess ? <InvitationMadeNotice made={invite.data} zone={organisation.zone} /> : null}
    </>
  );
}
