import { type Organisation, organisationRole } from '@illuminate/contract';
import { api } from '../api/client.ts';
import { InvitationForm } from './InvitationForm.tsx';
import { invitationsQuery } from './people-queries.ts';

/** Invites somebody to an organisation. */
export const InviteForm = ({ organisation: { slug, zone } }: { readonly organisation: Organisation }) => (
  <InvitationForm
    roles={organisationRole.options}
    first="member"
    zone={zone}
    invite={({ email, role }) => api.call('inviteMember', { params: { organisation: slug }, body: { email, role } })}
    listKey={invitationsQuery(slug).queryKey}
  />
);
