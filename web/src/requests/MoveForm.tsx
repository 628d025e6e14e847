import type { Request, RequestMove } from '@illuminate/contract';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import classes from './Request.module.css';

interface MoveFormProps {
  readonly request: Request;
  readonly moves: readonly RequestMove[];
  readonly onDone: (now: Request) => void;
}

/** Moves a request on, with a message that may begin from an answer that others have written before. */
export function MoveForm({ request, moves, onDone }: MoveFormProps) {
  const { t } = useTranslation();
  const [move, setMove] = useState<RequestMove>(moves[0] ?? 'reopen');
  const [note, setNote] = useState('');
  const templates = request.templates.filter((template) => template.move === move);
  const go = useMutation({
    mutationFn: () => api.call('moveRequest', { params: { request: request.id }, body: { move, note } }),
    onSuccess: onDone,
  });
  return (
    <form
      className={classes.form}
      aria-label={t('desk.next')}
      onSubmit={(event) => {
        event.preventDefault();
        go.mutate();
      }}
    >
      <NativeSelect
        label={t('desk.deed')}
        data={moves.map((one) => ({ value: one, label: t(`desk.move.${one}`) }))}
        value={move}
        onChange={({ currentTarget }) => setMove(currentTarget.value as RequestMove)}
      />
      {templates.length === 0 ? null : (
        <NativeSelect
          label={t('desk.template')}
          data={[{ value: '', label: t('desk.noTemplate') }, ...templates.map(({ title }) => title)]}
          onChange={({ currentTarget }) =>
            setNote(templates.find(({ title }) => title === currentTarget.value)?.text ?? '')
          }
        />
      )}
      <Textarea
        label={t('desk.note')}
        description={t('desk.noteHelp')}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        maxLength={4000}
        autosize
        minRows={4}
      />
      {go.isError ? <ProblemNotice error={go.error} move /> : null}
      <div>
        <Button type="submit" variant="filled" loading={go.isPending}>
          {t(`desk.move.${move}`)}
        </Button>
      </div>
    </form>
  );
}
