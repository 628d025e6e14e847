import type { UploadProposal } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../ui/time.ts';
import { readCell } from './read-cell.ts';
import { type SampleCell, SampleTable } from './SampleTable.tsx';
import type { SettleDraft } from './settle-draft.ts';
import { useFieldWords } from './use-field-words.ts';

interface ProposedRowsProps {
  readonly proposal: UploadProposal;
  readonly draft: SettleDraft;
}

const SHAPES = {
  day: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  both: { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The first rows of a file as they would be loaded: dates in words, numbers as figures, under what is settled by now. */
export function ProposedRows({ proposal: { form, columns, fields, sample }, draft }: ProposedRowsProps) {
  const { t, i18n } = useTranslation();
  const fieldWords = useFieldWords();
  if (sample.length === 0) return null;
  const locale = localeOf(i18n.language);
  const formOf = new Map(fields.map((field) => [field.field, field.form]));
  const cellOf = (text: string | null, at: number): SampleCell => {
    const field = draft.fields[at] ?? null;
    if (text === null) {
      return { text: t(field === null ? 'uploads.sample.leftOut' : 'uploads.sample.notShown'), tone: 'quiet' };
    }
    if (field === null) return { text, tone: 'quiet' };
    const of = formOf.get(field) ?? 'text';
    const read = readCell(text, { form: of, dates: columns[at]?.dates ?? form.dates, decimal: form.decimal });
    switch (read.is) {
      case 'wall':
        return { text: new Intl.DateTimeFormat(locale, { ...SHAPES[read.parts], timeZone: 'UTC' }).format(read.wall) };
      case 'number':
        return { text: new Intl.NumberFormat(locale, of === 'amount' ? MONEY : {}).format(read.number) };
      case 'nothing':
        // A workbook says itself what is a date and what is a number.
        return form.type === 'xlsx' ? { text } : { text, tone: 'wrong' };
      case 'text':
        return { text };
    }
  };
  return (
    <SampleTable
      heads={columns.map(({ header }, at) => {
        const field = draft.fields[at] ?? null;
        return { header, is: field === null ? t('upload.leaveOut') : fieldWords(field) };
      })}
      rows={sample.map((cells) => cells.map(cellOf))}
    />
  );
}

const MONEY: Intl.NumberFormatOptions = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
