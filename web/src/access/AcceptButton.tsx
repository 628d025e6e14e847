import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import type { Invited } from './invited.ts';
import classes from './SignInPage.module.css';
import { useBegin } from './use-begin.ts';

interface AcceptButtonProps {
  readonly invited: Invited;
  readonly token: string;
}

/** For whoever is signed in with the address that was invited: one more role, and nothing to type. */
export function AcceptButton({ invited, token }: AcceptButtonProps) {
  const { t } = useTranslation();
  const begin = useBegin();
  const accept = useMutation({
    mutationFn: () => api.call('acceptInvitation', { body: { token } }),
    onSuccess: (session) => begin(session),
  });
  return (
    <div className={classes.sent}>
      <p>{t('invitation.asYourself', { email: invited.email })}</p>
      {accept.isError ? <ProblemNotice error={accept.error} move /> : null}
      <div>
        <Button variant="filled" onClick={() => accept.mutate()} loading={accept.isPending}>
          {t('invitation.accept')}
        </Button>
      </div>
    </div>
  );
}
