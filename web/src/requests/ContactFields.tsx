import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useVisitor } from '../access/session-context.ts';

interface ContactFieldsProps {
  readonly wrong: Readonly<Record<string, string>>;
  readonly withoutOrganisation?: boolean;
}

/** Who asks. */
export function ContactFields({ wrong, withoutOrganisation = false }: ContactFieldsProps) {
  const { t } = useTranslation();
  // Whoever is signed in by name; a key is nobody.
  const person = useVisitor()?.person;
  return (
    <>
      {withoutOrganisation ? null : (
        <TextInput
          name="organisationName"
          label={t('ask.organisation')}
          error={wrong.organisationName}
          maxLength={200}
          autoComplete="organization"
        />
      )}
      <TextInput
        name="contactName"
        label={t('ask.contactName')}
        error={wrong.contactName}
        defaultValue={person?.name}
        maxLength={100}
        autoComplete="name"
      />
      <TextInput
        name="email"
        type="email"
        label={t('ask.email')}
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
