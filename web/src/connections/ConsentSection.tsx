import type { Connection } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Commands } from '../ui/Commands.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Section } from '../ui/Section.tsx';
import { isPermissionAwaited } from './PermissionSection.tsx';

/** What the command has to be told again; a secret is asked for when it runs. */
const settingsInCommand = ({ settings, method }: Connection): string =>
  [
    ...Object.entries(settings).map(([name, value]) => `--set ${name}=${value}`),
    ...(method === 'api-credentials' ? ['--secret-stdin'] : []),
  ].join(' ');

const withoutConsent = ({ method, facts }: Connection): 'notYet' | 'public' | 'none' => {
  if (method === 'provider-consent') return 'notYet';
  return facts.credential === 'not_needed' ? 'public' : 'none';
};

/** Who allowed this, since when, and how we know. */
export function ConsentSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { consent, provider, organisation, headline, method } = connection;
  const { zone } = organisation;
  // While permission is awaited, the part that tells how to give it owns the anchor.
  const awaited = isPermissionAwaited(connection);
  return (
    <Section title={t('connection.consent.title')} {...(awaited ? {} : { anchor: 'permission' })}>
      {consent === null ? (
        <p>{t(`connection.consent.${withoutConsent(connection)}`, { provider: provider.title })}</p>
      ) : (
        <Facts
          items={[
            {
              name: t('connection.consent.since'),
              long: true,
              value:
                consent.since === null ? t('connection.consent.notYet') : <Moment at={consent.since} zone={zone} />,
            },
            ...(consent.endedAt === null
              ? []
              : [
                  {
                    name: t('connection.consent.ended'),
                    long: true,
                    value: <Moment at={consent.endedAt} zone={zone} />,
                  },
                ]),
            { name: t('connection.consent.evidence'), long: true, value: consent.evidence },
            { name: t('connection.consent.client', { provider: provider.title }), long: true, value: consent.client },
          ]}
        />
      )}
      {headline.action?.kind === 'reconnect' ? (
        <>
          <p>{t('connection.consent.reconnect')}</p>
          <Commands
            text={t('connection.consent.reconnectCommand', {
              organisation: organisation.slug,
              provider: provider.id,
              method,
              settings: settingsInCommand(connection),
            })}
            copyLabel={t('signIn.copyCommand')}
          />
        </>
      ) : null}
    </Section>
  );
}
