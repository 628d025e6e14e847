import { platformRole } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { providersQuery } from '../api/queries.ts';
import { InvitationForm } from './InvitationForm.tsx';
import { platformInvitationsQuery } from './people-queries.ts';

/** Invites somebody to a role of the platform; a provider contact to that of one provider. */
export function InviteToPlatformForm() {
  const { t } = useTranslation();
  const { data: providers } = useQuery(providersQuery);
  return (
    <InvitationForm
      roles={platformRole.options}
      first="support-desk"
      zone="UTC"
      invite={({ email, role, typed }) =>
        api.call('invitePlatformPerson', {
          body: { email, role, ...(role === 'provider-contact' ? { provider: typed('provider') } : {}) },
        })
      }
      listKey={platformInvitationsQuery.queryKey}
      beside={(role, wrong) =>
        role === 'provider-contact' ? (
          <NativeSelect
            name="provider"
            label={t('platformPeople.provider')}
            data={(providers?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            error={wrong.provider ?? null}
          />
        ) : null
      }
    />
  );
}
