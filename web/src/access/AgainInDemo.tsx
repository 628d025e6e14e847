import type { Session } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Deeds } from '../ui/Form.tsx';

interface AgainInDemoProps {
  readonly here: Session;
  readonly name: string;
  /** Whether somebody else is signed in meanwhile, and nothing is done without a click. */
  readonly isOther: boolean;
  readonly onOpened: (session: Session) => void;
}

/** In the demo one click is the sign-in; its visitor needs none. */
export function AgainInDemo({ here, name, isOther, onOpened }: AgainInDemoProps) {
  const { t } = useTranslation();
  const { person } = here;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.call('openSession', { body: person === null ? {} : { as: person.email } }),
    onSuccess: onOpened,
  });
  const isByItself = person === null && !isOther;
  useEffect(() => {
    if (isByItself) mutate();
  }, [isByItself, mutate]);
  return (
    <>
      {person === null || isOther ? null : <p>{t('signInAgain.demo')}</p>}
      {error === null ? null : <ProblemNotice error={error} move />}
      <Deeds>
        <Button variant="filled" onClick={() => mutate()} loading={isPending} data-autofocus>
          {t('signInAgain.goOnAs', { name })}
        </Button>
      </Deeds>
    </>
  );
}
