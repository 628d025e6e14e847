import type { Connection } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Facts } from '../ui/Facts.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Section } from '../ui/Section.tsx';

/** How we sign in, and what that lets us see. The key itself is never shown. */
export function CredentialSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { credential, signedInAs, sees, cannotSee, settings, organisation } = connection;
  const { zone } = organisation;
  const items = [
    ...(signedInAs === null ? [] : [{ name: t('connection.credential.as'), long: true, value: signedInAs }]),
    ...(credential === null
      ? []
      : [
          {
            name: t('connection.credential.key'),
            long: true,
            value: t('connection.credential.lastFour', { lastFour: credential.lastFour }),
          },
          { name: t('connection.credential.setAt'), long: true, value: <Moment at={credential.setAt} zone={zone} /> },
          {
            name: t('connection.credential.lastUsed'),
            long: true,
            value: credential.lastUsedAt === null ? t('time.never') : <Moment at={credential.lastUsedAt} zone={zone} />,
          },
        ]),
    ...Object.entries(settings).map(([name, value]) => ({ name, long: true, value })),
    ...(sees.length === 0 ? [] : [{ name: t('connection.credential.sees'), long: true, value: sees.join(', ') }]),
    ...(cannotSee.length === 0
      ? []
      : [{ name: t('connection.credential.cannotSee'), long: true, value: cannotSee.join(', ') }]),
  ];
  return (
    <Section title={t('connection.credential.title')} anchor="sign-in">
      {credential === null ? <p>{t('connection.credential.notNeeded')}</p> : null}
      {items.length === 0 ? null : <Facts items={items} />}
    </Section>
  );
}
