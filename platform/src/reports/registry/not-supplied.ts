// What box office users know from their own reports, and why it is not here: named, never hidden and never blank.

export interface NotSupplied {
  readonly group: string;
  readonly label: string;
  /** `not-collected` is supplied by box offices and deliberately left there. */
  readonly kind: 'not-supplied' | 'not-collected';
  readonly why: string;
}

export const OTHER_TYPES: readonly { readonly label: string; readonly why: string }[] = [
  { label: 'Accounting', why: 'Needs transactions with their payments, which no connected box office supplies.' },
  { label: 'Memberships', why: 'No connected box office supplies memberships.' },
  { label: 'Customer Audits', why: 'Needs names and addresses, which never come here.' },
  { label: 'Mailing ROI', why: 'Needs mailings and who received them, which never come here.' },
  { label: 'Ticket Vouchers', why: 'No connected box office supplies vouchers.' },
];

const lacking = (group: string, why: string, labels: readonly string[]): NotSupplied[] =>
  labels.map((label) => ({ group, label, kind: 'not-supplied', why }));
const left = (group: string, why: string, labels: readonly string[]): NotSupplied[] =>
  labels.map((label) => ({ group, label, kind: 'not-collected', why }));

const NO_INTERFACE = 'Not supplied by the interfaces of connected box offices.';
const NOT_ASKED = 'Supplied, not collected: nothing here needs it yet.';
const IDENTIFYING = 'Supplied, not collected: it would tell who a booker is.';

export const NOT_SUPPLIED: readonly NotSupplied[] = [
  ...lacking('Seats', NO_INTERFACE, [
    'Is Masked',
    'Lock Type',
    'Seat Status',
    'Seating Area',
    'Sold In Fixed Subscription',
    'Subscribed To',
  ]),
  ...lacking('Event Instances', NO_INTERFACE, [
    'Commission Structures',
    'Event Instance Status',
    'Event Status',
    'Fixed Series',
    'Instance included in metrics',
    'On Sale in Fundraising',
    'On Sale in Sales',
    'On Sale to Agents',
    'Partner Company',
    'Start Selling Agent',
    'Start Selling Fundraising',
    'Start Selling Sales',
    'Stop Selling Agent',
    'Stop Selling Fundraising',
    'Stop Selling Sales',
    'Subscription Group',
    'Ticket Designs',
    'Visible In Fundraising',
    'Visible in Sales',
    'Visible to Agents',
  ]),
  ...left('Event Instances', NOT_ASKED, [
    'Event Attributes',
    'Event Instance Attributes',
    'On Sale on Web',
    'Price Lists',
    'Start Selling Web',
    'Stop Selling Web',
    'Visible on Web',
  ]),
  ...left('Events', NOT_ASKED, ['Event Attributes List', 'Event Notes']),
  ...lacking('Events', NO_INTERFACE, [
    'Date Created',
    'Date Last Updated',
    'Event Is Live',
    'Event Status',
    'Financial Target',
    'Partner Companies',
    'Seats Target',
  ]),
  ...left('Customers', IDENTIFYING, ['Name', 'E-mail', 'Telephone', 'Address', 'Date of Birth']),
  ...lacking('Order Items', NO_INTERFACE, ['Accounting Date', 'Payment Type', 'User']),
  ...lacking('Commissionable Items', NO_INTERFACE, ['Commission', 'Commission Structure']),
  ...lacking('Item Delivery', NO_INTERFACE, ['Delivery Date', 'Delivery Method']),
  ...left('Donations', `${NOT_ASKED} What was given is under Orders.`, ['Campaign', 'Fund']),
  ...left('Ticket Subscriptions', `${NOT_ASKED} What they cost is in Order Total.`, ['Subscription']),
  ...lacking('Ticket Scans', NO_INTERFACE, ['Scanned', 'Time of Scan']),
];
