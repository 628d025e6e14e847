import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../access/session-context.ts';
import classes from './Consents.module.css';

export interface SignatureMistakes {
  readonly name: boolean;
  readonly agree: boolean;
}

interface SignatureFieldsProps {
  readonly organisation: string;
  readonly mistakes: SignatureMistakes;
  /** What the API says of them. */
  readonly wrong?: Readonly<Record<string, string>>;
}

/** Who agrees. The name is typed, as one signs; whoever is signed in finds theirs there. */
export function SignatureFields({ organisation, mistakes, wrong = {} }: SignatureFieldsProps) {
  const { t } = useTranslation();
  const { person } = useSession();
  const error = useId();
  return (
    <>
      <TextInput
        name="signer"
        label={t('agreement.name')}
        description={t('agreement.nameHelp')}
        defaultValue={person?.name ?? ''}
        autoComplete="name"
        maxLength={120}
        error={mistakes.name ? t('agreement.required') : (wrong.name ?? null)}
      />
      <TextInput
        name="position"
        label={t('agreement.position')}
        description={t('agreement.positionHelp')}
        autoComplete="organization-title"
        maxLength={120}
        error={wrong.position ?? null}
      />
      <div>
        <label className={classes.tick}>
          <input type="checkbox" name="agree" aria-invalid={mistakes.agree} aria-describedby={error} />
          <span>{t('agreement.agree', { organisation })}</span>
        </label>
        <p id={error} className={classes.mistake}>
          {mistakes.agree ? t('agreement.mustAgree') : null}
        </p>
      </div>
    </>
  );
}

/** What was typed; null with the mistakes where something is missing, and focus on the first. */
export function readSignature(form: HTMLFormElement): {
  readonly signed: { readonly name: string; readonly position?: string } | null;
  readonly mistakes: SignatureMistakes;
} {
  const typed = new FormData(form);
  const text = (field: string): string => {
    const value = typed.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  const [name, position] = [text('signer'), text('position')];
  const mistakes = { name: name.length < 2, agree: typed.get('agree') === null };
  const first = mistakes.name ? 'signer' : mistakes.agree ? 'agree' : null;
  if (first === null) return { signed: { name, ...(position === '' ? {} : { position }) }, mistakes };
  form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  return { signed: null, mistakes };
}

export const NO_MISTAKES: SignatureMistakes = { name: false, agree: false };
