import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretInput } from '../ui/SecretInput.tsx';

interface PassphraseFieldProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly error?: string | null;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A passphrase that may be pasted, filled in by a password manager and looked at. */
export function PassphraseField({ error = null, ref, ...field }: PassphraseFieldProps) {
  const { t } = useTranslation();
  return (
    <SecretInput
      {...field}
      {...(ref === undefined ? {} : { ref })}
      error={error}
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show'), tabIndex: 0 }}
      spellCheck={false}
      autoCapitalize="none"
    />
  );
}
