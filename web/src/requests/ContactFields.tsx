import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useVisitor } from '../access/session-context.ts';

interface ContactFieldsProps {
  readonly wrong: Readonly<Record<string, string>>;
  readonly withoutOrganisation?: boolean;
}

/** What the fields are called, for what is said of them. */
export function useContactLabels() {
  const { t } = useTranslation();
  return { organisationName: t('ask.organisation'), contactName: t('ask.contactName'), email: t('ask.email') };
}

/** Who asks. */
export function ContactFields({ wrong, withoutOrganisation = false }: ContactFieldsProps) {
  const { t } = useTranslation();
  const labels = useContactLabels();
  // Whoever is signed in by name; a key is nobody.
  const person = useVisitor()?.person;
  return (
    <>
      {withoutOrganisation ? null : (
        <TextInput
          name="organisationName"
          label={labels.organisationName}
          error={wrong.organisationName}
          maxLength={200}
          autoComplete="organization"
        />
      )}
      <TextInput
        name="contactName"
        label={labels.contactName}
        error={wrong.contactName}
        defaultValue={person?.name}
        maxLength={100}
        autoComplete="name"
      />
      <TextInput
        name="email"
        type="email"
        label={labels.email}
        description={withoutOrganisation ? undefined : t('ask.emailHelp')}
        error={wrong.email}
        defaultValue={person?.email}
        maxLength={254}
        autoComplete="email"
        spellCheck={false}
      />
    </>
  );
}
