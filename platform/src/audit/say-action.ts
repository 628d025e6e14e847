/** Deeds whose words do not follow from their name. */
const SAID: Readonly<Record<string, string>> = {
  'invitation.made': 'Invited somebody',
  'invitation.accepted': 'Accepted an invitation',
  'invitation.revoked': 'Took an invitation back',
  'person.added': 'Made an account',
  'person.disabled': 'Shut an account',
  'person.enabled': 'Opened an account again',
  'person.platform-roles-set': 'Set somebody’s roles on the platform',
  'person.renamed': 'Changed their name',
  'member.role-changed': 'Gave somebody another role',
  'member.removed': 'Took somebody out of the organisation',
  'session.opened': 'Signed in',
  'sessions.ended': 'Ended sessions',
  'password.changed': 'Changed a passphrase',
  'password.reset': 'Chose a new passphrase by link',
  'password-reset.asked': 'Asked for a link to a new passphrase',
  'agreement.accepted': 'Agreed to the data agreement',
  'agreement.arranged': 'Recorded the data agreement as arranged',
  'claim.vouched': 'Vouched for whose client it is',
  'api-key.added': 'Made an API key',
  'api-key.revoked': 'Revoked an API key',
};

/** A deed in words: what was done, to a thing of which kind. */
export function sayAction(action: string): string {
  const said = SAID[action];
  if (said !== undefined) return said;
  const text = action.replaceAll(/[.\-_]/g, ' ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
