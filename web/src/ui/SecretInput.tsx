import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** What is not shown as it is typed. Mantine draws that it is wrong and does not say so to whoever listens: this does. */
export function SecretInput({ error, ...props }: PasswordInputProps) {
  return <PasswordInput {...props} error={error} aria-invalid={Boolean(error)} />;
}
