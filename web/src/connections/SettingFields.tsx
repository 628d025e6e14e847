import type { Provider } from '@illuminate/contract';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretInput } from '../ui/SecretInput.tsx';

export type Field = Provider['methods'][number]['fields'][number];

interface SettingFieldsProps {
  readonly fields: readonly Field[];
  /** Names of those that were left empty and may not be. */
  readonly missing: readonly string[];
  /** What is wrong with them, by the names under which they are sent. */
  readonly wrong?: Readonly<Record<string, string>>;
  /** What is known already, by name. */
  readonly held?: Readonly<Record<string, string>>;
}

const [LONGEST_SECRET, LONGEST_SETTING] = [4_000, 2_000];

/** What a field is called where it is sent: the one that is secret goes apart. */
export const sentAs = ({ name, secret }: Pick<Field, 'name' | 'secret'>): string => (secret ? 'secret' : name);

/** What the fields are called on the page, for what is said of them. */
export const labelsOfSettings = (fields: readonly Pick<Field, 'name' | 'secret' | 'label'>[]) =>
  Object.fromEntries(fields.map((field) => [sentAs(field), field.label]));

/** The fields of a sign-in, as the connector describes them, each with where to find it. */
export function SettingFields({ fields, missing, wrong = {}, held = {} }: SettingFieldsProps) {
  const { t } = useTranslation();
  return fields.map((field) => {
    const Input = field.secret ? SecretInput : TextInput;
    return (
      <Input
        key={field.name}
        name={field.name}
        label={field.label}
        description={field.help}
        required={field.required}
        withAsterisk={false}
        error={missing.includes(field.name) ? t('connection.credential.required') : (wrong[sentAs(field)] ?? null)}
        maxLength={field.secret ? LONGEST_SECRET : LONGEST_SETTING}
        defaultValue={field.secret ? '' : (held[field.name] ?? field.default ?? '')}
        autoComplete={field.secret ? 'new-password' : 'off'}
        spellCheck={false}
      />
    );
  });
}

/** What was typed, the secret apart; focus goes to the first that is missing. */
export function readSettings(form: HTMLFormElement, fields: readonly Field[]) {
  const typed = new FormData(form);
  const typedIn = ({ name }: Field): string => {
    const value = typed.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const missing = fields.filter((field) => field.required && typedIn(field) === '').map(({ name }) => name);
  const [first] = missing;
  if (first !== undefined) form.querySelector<HTMLInputElement>(`[name="${CSS.escape(first)}"]`)?.focus();
  const secret = fields.find((field) => field.secret);
  const open = fields.filter((field) => !field.secret && typedIn(field) !== '');
  return {
    missing,
    settings: Object.fromEntries(open.map((field) => [field.name, typedIn(field)])),
    secret: secret === undefined ? '' : typedIn(secret),
  };
}
