import type { Activity, ActivityFields } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { shortDayInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';

export interface Difference {
  readonly field: string;
  /** What it is called in the form. */
  readonly name: string;
  readonly theirs: string;
  readonly mine: string;
}

/** Tells in which fields what somebody else has saved is not what was typed here, in the order of the form. */
export function useDifferences(): (theirs: Activity, mine: ActivityFields) => Difference[] {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const day = (text: string): string => shortDayInWords(text, i18n.language);
  const text = (said: string | null | undefined): string => said || t('time.none');
  /** Each field as it reads, from either version. */
  const saysOf = (of: Activity | ActivityFields): Readonly<Record<(typeof FIELDS)[number], string>> => ({
    title: of.title,
    kind: t(`activities.kinds.${of.kind}`),
    artform: t(`activities.artforms.${of.artform}`),
    from: day(of.from),
    to: day(of.to ?? of.from),
    place: text(of.place),
    method: t(`activities.form.methods.${of.method ?? 'box-office'}`),
    people: of.people == null ? t('time.none') : figures(of.people),
    eventId: text(of.eventId),
    notes: text(of.notes),
  });
  return (theirs, mine) => {
    const [said, typed] = [saysOf(theirs), saysOf(mine)];
    return FIELDS.filter((field) => said[field] !== typed[field]).map((field) => ({
      field,
      name: t(`activities.form.${field}`),
      theirs: said[field],
      mine: typed[field],
    }));
  };
}

const FIELDS = [
  'title',
  'kind',
  'artform',
  'from',
  'to',
  'place',
  'method',
  'people',
  'eventId',
  'notes',
] as const satisfies readonly (keyof ActivityFields)[];
