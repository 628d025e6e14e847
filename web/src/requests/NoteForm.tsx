import type { Request } from '@illuminate/contract';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Choice } from '../ui/Choice.tsx';
import classes from './Request.module.css';

interface NoteFormProps {
  readonly request: Request;
  readonly onDone: (now: Request) => void;
}

/** A note, for the desk alone or for the requester too. */
export function NoteForm({ request, onDone }: NoteFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [reader, setReader] = useState<'desk' | 'both'>('desk');
  const [empty, setEmpty] = useState(false);
  const write = useMutation({
    mutationFn: () =>
      api.call('noteRequest', { params: { request: request.id }, body: { text, internal: reader === 'desk' } }),
    onSuccess: (now) => {
      setText('');
      onDone(now);
    },
  });
  return (
    <form
      className={classes.form}
      aria-label={t('desk.writeTitle')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(text.trim() === '');
        if (text.trim() !== '') write.mutate();
      }}
    >
      <Textarea
        label={t('desk.write')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        error={empty ? t('request.empty') : null}
        maxLength={4000}
        autosize
        minRows={3}
      />
      <Choice
        legend={t('desk.writeFor')}
        value={reader}
        options={[
          { value: 'desk', label: t('desk.writeDesk') },
          { value: 'both', label: t('desk.writeBoth') },
        ]}
        onChange={setReader}
      />
      {write.isError ? <ProblemNotice error={write.error} move /> : null}
      <div>
        <Button type="submit" loading={write.isPending}>
          {t('desk.writeSubmit')}
        </Button>
      </div>
    </form>
  );
}
