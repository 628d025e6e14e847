import type { UploadKind } from '@illuminate/contract';

/** Names of columns that need no mapping, with two made-up lines that show how each is written. */
const TEMPLATES: Readonly<Record<UploadKind, readonly (readonly string[])[]>> = {
  sales: [
    [
      'order_id',
      'placed_at',
      'event_name',
      'starts_at',
      'venue_name',
      'ticket_type',
      'quantity',
      'ticket_total',
      'ticket_status',
      'channel',
      'customer_id',
      'customer_postcode',
    ],
    [
      '1001',
      '2026-09-01 10:15',
      'The Tempest',
      '2026-10-03 19:30',
      'Main House',
      'Adult',
      '2',
      '36.00',
      'sold',
      'online',
      'C-204',
      'SW1A 1AA',
    ],
    [
      '1001',
      '2026-09-01 10:15',
      'The Tempest',
      '2026-10-03 19:30',
      'Main House',
      'Concession',
      '1',
      '12.00',
      'sold',
      'online',
      'C-204',
      'SW1A 1AA',
    ],
  ],
  events: [
    ['event_name', 'starts_at', 'venue_name', 'capacity', 'cancelled'],
    ['The Tempest', '2026-10-03 19:30', 'Main House', '420', 'no'],
    ['The Tempest', '2026-10-04 14:30', 'Main House', '420', 'no'],
  ],
  counts: [
    ['event_name', 'starts_at', 'venue_name', 'tickets', 'income', 'capacity'],
    ['The Tempest', '2026-10-03 19:30', 'Main House', '312', '4680.00', '420'],
    ['The Tempest', '2026-10-04 14:30', 'Main House', '288', '4120.50', '420'],
  ],
};

/** A CSV file that a person fills in. */
export function templateOf(kind: UploadKind): { fileName: string; text: string } {
  return {
    fileName: `template-${kind}.csv`,
    text: `${TEMPLATES[kind].map((line) => line.join(',')).join('\r\n')}\r\n`,
  };
}
