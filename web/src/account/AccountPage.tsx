import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { heldRoles } from '../access/held-roles.ts';
import { useSession } from '../access/session-context.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/Facts.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './AccountPage.module.css';
import { ownSessionsQuery } from './account-queries.ts';
import { NameForm } from './NameForm.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { SessionsSection } from './SessionsSection.tsx';

/** One's own account: who one is here, the passphrase, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { person } = session;
  const roles = heldRoles(session);
  return (
    <>
      <PageHeading title={t('account.page')} below={person === null ? t(`account.kind.${session.kind}`) : undefined}>
        {t('account.page')}
      </PageHeading>
      {person === null ? (
        <p>
          {t('account.noPerson')} <Link to={paths.signIn}>{t('account.signInAsPerson')}</Link>
        </p>
      ) : (
        <>
          <Section title={t('account.you')}>
            <Facts items={[{ name: t('signIn.email'), value: person.email, long: true }]} />
            <h3 className={classes.title}>{t('account.roles')}</h3>
            {roles.length === 0 ? <p>{t('roles.none')}</p> : null}
            <ul className={classes.roles}>
              {roles.map(({ role, of }) => (
                <li key={`${role} ${of ?? ''}`}>
                  <strong>{of === null ? t(`roles.${role}.name`) : t(`roles.${role}.nameOf`, { of })}</strong>
                  <span>{t(`roles.${role}.does`)}</span>
                </li>
              ))}
            </ul>
          </Section>
          <Section title={t('account.changeName.title')} anchor="name">
            <NameForm name={person.name} />
          </Section>
          <Section title={t('account.passphrase.title')} anchor="passphrase">
            <Passphrase email={person.email} />
          </Section>
          <SessionsSection />
        </>
      )}
    </>
  );
}

/** Whoever is let in without a passphrase has none to change. */
function Passphrase({ email }: { readonly email: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(ownSessionsQuery);
  if (data === undefined) return null;
  return data.hasPassword ? <PassphraseForm email={email} /> : <p>{t('account.passphrase.none')}</p>;
}
