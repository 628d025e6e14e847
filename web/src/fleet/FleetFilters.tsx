import { type Fleet, type Headline, headline } from '@illuminate/contract';
import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FleetPage.module.css';
import type { FleetSearch, withChange } from './fleet-search.ts';

const SETTLED_MS = 250;

interface FleetFiltersProps {
  readonly fleet: Fleet;
  readonly search: FleetSearch;
  readonly onChange: (part: Parameters<typeof withChange>[1]) => void;
}

export function FleetFilters({ fleet, search, onChange }: FleetFiltersProps) {
  const { t } = useTranslation();
  const known = fleet.providers.some(({ id }) => id === search.provider);
  return (
    <fieldset className={classes.filters}>
      <legend className="visually-hidden">{t('fleet.filters')}</legend>
      <OrganisationField
        // What was taken away elsewhere is taken away here.
        key={search.text === undefined ? 'none' : 'some'}
        text={search.text ?? ''}
        onSettled={(text) => onChange({ text: text === '' ? undefined : text })}
      />
      <NativeSelect
        label={t('fleet.provider')}
        value={search.provider ?? ''}
        data={[
          { value: '', label: t('fleet.anyProvider') },
          ...fleet.providers.map(({ id, title }) => ({ value: id, label: title })),
          ...(search.provider === undefined || known ? [] : [{ value: search.provider, label: search.provider }]),
        ]}
        onChange={(event) => onChange({ provider: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t('fleet.whoActs')}
        value={search.whoActs ?? ''}
        data={[
          { value: '', label: t('fleet.anybody') },
          ...headline.shape.whoActs.options.map((who) => ({ value: who, label: t(`fleet.who.${who}`) })),
        ]}
        onChange={(event) =>
          onChange({ whoActs: (event.currentTarget.value || undefined) as Headline['whoActs'] | undefined })
        }
      />
    </fieldset>
  );
}

interface OrganisationFieldProps {
  readonly text: string;
  readonly onSettled: (text: string) => void;
}

/** Asks once typing has paused. */
function OrganisationField({ text, onSettled }: OrganisationFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onSettled(typed.trim()), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onSettled]);
  return (
    <TextInput
      type="search"
      label={t('fleet.text')}
      description={t('fleet.textHelp')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
