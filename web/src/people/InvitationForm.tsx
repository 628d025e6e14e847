import type { InvitationMade, Role } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { InvitationMadeNotice } from './InvitationMadeNotice.tsx';
import { RoleChoice } from './RoleChoice.tsx';

interface Invited<One extends Role> {
  readonly email: string;
  readonly role: One;
  /** What was typed into the fields of `beside`, by name. */
  readonly typed: (name: string) => string;
}

interface InvitationFormProps<One extends Role> {
  readonly roles: readonly One[];
  readonly first: One;
  readonly zone: string;
  readonly invite: (invited: Invited<One>) => Promise<InvitationMade>;
  /** The list in which the invitation appears. */
  readonly listKey: QueryKey;
  /** More fields for a role. */
  readonly beside?: (role: One, wrong: Wrong) => ReactNode;
}

/** Invites somebody: where mail goes out the link is on its way, otherwise it is shown once, to be passed on. */
export function InvitationForm<One extends Role>({
  roles,
  first,
  zone,
  invite: ask,
  listKey,
  beside = () => null,
}: InvitationFormProps<One>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [role, setRole] = useState(first);
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { email: t('people.invite.email'), provider: t('platformPeople.provider') };
  const invite = useMutation({
    mutationFn: ask,
    onSuccess: () => void queries.invalidateQueries({ queryKey: listKey }),
    onError: (err) => setWrong(wrongFields(err, labels)),
  });
  const submit = (typed: (name: string) => string) => {
    const email = typed('email').trim();
    setWrong(email === '' ? { email: t('signIn.emailMissing') } : NOTHING_WRONG);
    if (email !== '') invite.mutate({ email, role, typed });
  };
  return (
    <>
      {/* A new form after each invitation, so that the next begins empty. */}
      <Form key={invite.data?.id} label={t('people.invite.title')} wrong={wrong} onSubmit={submit}>
        <TextInput
          name="email"
          type="email"
          label={labels.email}
          maxLength={254}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={wrong.email ?? null}
        />
        <RoleChoice roles={roles} chosen={role} onChoose={setRole} />
        {beside(role, wrong)}
        {invite.isError ? <ProblemNotice error={invite.error} labels={labels} move /> : null}
        <Deeds>
          <Button type="submit" variant="filled" loading={invite.isPending}>
            {t('people.invite.submit')}
          </Button>
        </Deeds>
      </Form>
      {invite.isSuccess ? <InvitationMadeNotice made={invite.data} zone={zone} /> : null}
    </>
  );
}
