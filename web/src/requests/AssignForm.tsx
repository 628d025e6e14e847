import type { Request } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Form, NOTHING_WRONG } from '../ui/Form.tsx';

interface AssignFormProps {
  readonly request: Request;
  readonly onDone: (now: Request) => void;
}

/** Who of the desk looks after a request. */
export function AssignForm({ request, onDone }: AssignFormProps) {
  const { t } = useTranslation();
  const assign = useMutation({
    mutationFn: (email: string) =>
      api.call('assignRequest', { params: { request: request.id }, body: { email: email === '' ? null : email } }),
    onSuccess: onDone,
  });
  const labels = { email: t('desk.assignLabel') };
  const wrong = assign.isError ? wrongFields(assign.error, labels) : NOTHING_WRONG;
  return (
    <Form label={t('desk.assign')} wrong={wrong} onSubmit={(typed) => assign.mutate(typed('assignee').trim())}>
      <TextInput
        name="assignee"
        type="email"
        label={labels.email}
        maxLength={254}
        description={t('desk.assignHelp')}
        defaultValue={request.assignee?.email ?? ''}
        error={wrong.email}
        autoComplete="email"
        spellCheck={false}
      />
      {assign.isError ? <ProblemNotice error={assign.error} labels={labels} move /> : null}
      <div>
        <Button type="submit" loading={assign.isPending}>
          {t('desk.assignSubmit')}
        </Button>
      </div>
    </Form>
  );
}
