import { Button, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import classes from './Request.module.css';

interface AnswerFormProps {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the answer of the API is, the form needs only whether there is one.
  readonly answer: UseMutationResult<any, Error, string>;
}

/** A message of a requester to the desk. */
export function AnswerForm({ answer }: AnswerFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  return (
    <form
      className={classes.form}
      aria-label={t('request.answer')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(text.trim() === '');
        if (text.trim() !== '') answer.mutate(text, { onSuccess: () => setText('') });
      }}
    >
      <Textarea
        label={t('request.answerLabel')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        error={empty ? t('request.empty') : null}
        maxLength={4000}
        autosize
        minRows={3}
      />
      {answer.isError ? <ProblemNotice error={answer.error} move /> : null}
      <div className={classes.deeds}>
        <Button type="submit" loading={answer.isPending}>
          {t('request.answerSubmit')}
        </Button>
        {answer.isSuccess ? <output>{t('request.answered')}</output> : null}
      </div>
    </form>
  );
}
