import type { UploadProposal } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { AmountsMeant } from './AmountsMeant.tsx';
import { CancelUpload } from './CancelUpload.tsx';
import { ColumnFields } from './ColumnFields.tsx';
import { ConstantFields } from './ConstantFields.tsx';
import { dateExample } from './date-example.ts';
import { MergedCells } from './MergedCells.tsx';
import { ProposedRows } from './ProposedRows.tsx';
import {
  draftOf,
  givenTwice,
  mapOf,
  maybeMinorNow,
  missingNow,
  type SettleDraft,
  type UnknownValue,
  valuesToSettle,
} from './settle-draft.ts';
import type { OneUploadProps } from './UploadPage.tsx';
import classes from './Uploads.module.css';
import { problemsQuery, proposalQuery, type UploadFormSaid, uploadQuery } from './uploads-queries.ts';
import { useFieldWords } from './use-field-words.ts';
import { ValueMeanings } from './ValueMeanings.tsx';

const AS_FOUND: UploadFormSaid = {};
const MOST_PROBLEMS = 200;

/** Which column is what. Proposed by the server, changed by a person, then checked. */
export function SettleColumns(props: OneUploadProps) {
  const { t } = useTranslation();
  const { slug } = props.organisation;
  const isTheirs = mayCall(useSession(), 'proposeUploadMap', slug);
  const [said, setSaid] = useState(AS_FOUND);
  const { data, error, refetch } = useQuery({ ...proposalQuery(slug, props.upload.id, said), enabled: isTheirs });
  // Whoever may not upload sees how far it is, and no more.
  if (!isTheirs) return null;
  if (error !== null && data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingLines label={t('app.loading')} lines={8} />;
  return (
    <>
      <Section title={t('upload.form')}>
        <FormFields proposal={data} onSay={(more) => setSaid({ ...said, ...more })} />
        {error === null ? null : <ProblemNotice error={error} />}
        {data.remarks.length === 0 ? null : (
          <ul className={classes.remarks} aria-label={t('upload.remarks')}>
            {data.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        )}
      </Section>
      {/* Read otherwise, it may have other columns. */}
      <Settle
        key={JSON.stringify({ ...data.form, amounts: null, fillMerged: null })}
        {...props}
        proposal={data}
        said={said}
        onSay={(more) => setSaid({ ...said, ...more })}
      />
    </>
  );
}

interface FormFieldsProps {
  readonly proposal: UploadProposal;
  readonly onSay: (more: UploadFormSaid) => void;
}

function FormFields({ proposal: { form, alternatives }, onSay }: FormFieldsProps) {
  const { t } = useTranslation();
  const dateWords = (pattern: string): string =>
    pattern === 'day number' ? t('upload.dayNumbers', { example: dateExample(pattern) }) : dateExample(pattern);
  const patterns = [...new Set([form.dates, ...alternatives.dates])];
  return (
    <div className={classes.fields}>
      {form.type === 'xlsx' && alternatives.sheets.length > 1 ? (
        <NativeSelect
          label={t('newUpload.sheet')}
          value={form.sheet ?? ''}
          data={alternatives.sheets.map(({ name, isHidden }) => ({
            value: name,
            label: isHidden ? t('newUpload.hidden', { sheet: name }) : name,
          }))}
          onChange={({ currentTarget }) => onSay({ sheet: currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        label={t('upload.dates')}
        value={form.dates}
        data={patterns.map((value) => ({ value, label: dateWords(value) }))}
        onChange={({ currentTarget }) => onSay({ dates: currentTarget.value })}
      />
      <NativeSelect
        label={t('upload.decimal')}
        value={form.decimal}
        data={(['.', ','] as const).map((value) => ({ value, label: t(`upload.decimals.${value}`) }))}
        onChange={({ currentTarget }) => onSay({ decimal: currentTarget.value === ',' ? ',' : '.' })}
      />
    </div>
  );
}

interface SettleProps extends OneUploadProps {
  readonly proposal: UploadProposal;
  readonly said: UploadFormSaid;
  readonly onSay: (more: UploadFormSaid) => void;
}

function Settle({ upload, organisation, proposal, said, onSay }: SettleProps) {
  const { t } = useTranslation();
  const fieldWords = useFieldWords();
  const [draft, setDraft] = useState<SettleDraft>(() => draftOf(proposal));
  const unknown = useUnknownValues(upload, organisation.slug);
  const open = useRef<HTMLDivElement>(null);
  const amounts = useRef<HTMLSelectElement>(null);
  const check = useCheck({ organisation: organisation.slug, upload: upload.id });
  const missing = missingNow(proposal, draft);
  // Not one column that is needed: rather another kind of sheet than other words for the same.
  const isStrange = proposal.fields.every(({ field, required }) => !required || missing.includes(field));
  const twice = givenTwice(proposal, draft);
  const minor = maybeMinorNow(proposal, draft);
  const isUnsaid = minor.length > 0 && proposal.form.amounts === null;
  const whyOf = (field: string): string => {
    const one = proposal.fields.find((other) => other.field === field);
    return `${one?.why ?? ''}${one?.otherwise === 'constant' ? ` ${t('upload.missingConstant')}` : ''}`;
  };
  return (
    <>
      <Section title={t('upload.firstRows')}>
        <ProposedRows proposal={proposal} draft={draft} />
      </Section>
      <Section title={t('upload.columns')}>
        <p className={classes.quiet}>{t('upload.columnsLead')}</p>
        <ColumnFields fileName={upload.fileName} proposal={proposal} draft={draft} onDraft={setDraft} />
        <div ref={open} tabIndex={-1} aria-live="polite">
          {missing.length === 0 ? null : (
            <Notice tone="warn" title={t('upload.missing', { count: missing.length })}>
              <ul className={classes.list}>
                {missing.map((field) => (
                  <li key={field}>
                    <strong>{fieldWords(field)}</strong>: {whyOf(field)}
                  </li>
                ))}
              </ul>
              {isStrange ? <p>{t('upload.summary')}</p> : null}
            </Notice>
          )}
          {twice.map((field) => (
            <p key={field}>{t('upload.twice', { field: fieldWords(field) })}</p>
          ))}
        </div>
      </Section>
      {minor.length === 0 ? null : (
        <AmountsMeant
          ref={amounts}
          columns={minor}
          currency={draft.constants.currency ?? organisation.currency}
          meant={proposal.form.amounts}
          onSay={onSay}
        />
      )}
      <MergedCells proposal={proposal} draft={draft} said={said} onSay={onSay} />
      <ValueMeanings
        proposal={proposal}
        open={valuesToSettle(proposal, draft, unknown)}
        draft={draft}
        onDraft={setDraft}
      />
      <ConstantFields proposal={proposal} draft={draft} missing={missing} onDraft={setDraft} />
      <Section title={t('uploads.steps.check')}>
        <div className={classes.deeds}>
          <Button
            variant="filled"
            loading={check.isPending}
            onClick={() => {
              // What is still to be said comes first; the server would only say so again.
              if (isUnsaid) amounts.current?.focus();
              else if (missing.length + twice.length > 0) open.current?.focus();
              else check.mutate(mapOf(proposal, draft, said));
            }}
          >
            {t('upload.check')}
          </Button>
          <CancelUpload upload={upload} organisation={organisation} />
        </div>
        {check.isError ? <ProblemNotice error={check.error} move /> : null}
      </Section>
    </>
  );
}

/** What the last check did not understand: the proposal knows the beginning of the file alone. */
function useUnknownValues({ id, check }: OneUploadProps['upload'], organisation: string): readonly UnknownValue[] {
  const isAsked = check !== null && check.errors > 0;
  const { data } = useQuery({ ...problemsQuery(organisation, id, check?.id ?? '', MOST_PROBLEMS), enabled: isAsked });
  return (data?.items ?? []).flatMap(({ severity, column: header, value }) =>
    severity === 'error' && header !== null && value !== null ? [{ header, value }] : [],
  );
}

function useCheck(params: { readonly organisation: string; readonly upload: string }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (map: ReturnType<typeof mapOf>) => api.call('checkUpload', { params, body: { map } }),
    onSuccess: (now) => {
      queries.setQueryData(uploadQuery(params.organisation, params.upload).queryKey, now);
      // What was settled is remembered: the next proposal is another one.
      queries.removeQueries({ queryKey: ['upload-proposal', params.organisation, params.upload] });
    },
  });
}
