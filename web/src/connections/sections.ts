/** The parts of a connection's page that an action may lead to. */
export type SectionAnchor =
  | 'permission'
  | 'reconnect'
  | 'claim'
  | 'agreement'
  | 'history'
  | 'sign-in'
  | 'updates'
  | 'rejects'
  | 'sources'
  | 'deliveries'
  | 'uploads'
  | 'reconciliation';

const LEADS_TO: Readonly<Record<string, SectionAnchor>> = {
  'show-steps': 'permission',
  'show-claim': 'claim',
  'approve-agreement': 'agreement',
  reconnect: 'reconnect',
  'fix-credential': 'sign-in',
  'set-partner-credential': 'sign-in',
  'show-missing': 'sign-in',
  'set-zone': 'sign-in',
  test: 'sign-in',
  'show-progress': 'history',
  'show-details': 'updates',
  'show-rejects': 'rejects',
  'choose-source': 'sources',
  'read-again': 'reconciliation',
  'show-reconciliation': 'reconciliation',
  'show-deliveries': 'deliveries',
  'show-uploads': 'uploads',
  'add-delivery-key': 'deliveries',
};

/** Where on a connection's page the action of a headline is done; of an action that is new to us, where its updates are told. */
export const anchorOf = (actionKind: string): SectionAnchor => LEADS_TO[actionKind] ?? 'updates';
