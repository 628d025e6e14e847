import { TRANSPORT_FAULTS } from '../../faults/transport-faults.ts';

/** Every fault and what it does, one line each, as the help prints them. */
export const FAULTS = {
  ...TRANSPORT_FAULTS,
  'slow-windows': 'order windows take VALUE ms (default 1000) for each day asked for',
  'same-timestamp': 'VALUE orders (default 250) are changed at one instant, so that the next of orders/sync is itself',
  'stale-answer': 'an order window is read at once but sent VALUE ms (default 1500) later, older than what came since',
  reorder: 'orders of a window come in another order',
  duplicate: 'every third order of a window, and every row of an orders/sync page, comes twice',
  'clock-skew': "the server's clock (Date header and signature check) is VALUE minutes off (default 20)",
  'consent-withdrawn-after': 'the toggle goes off after VALUE more requests of the partner (default 3)',
  'partner-list-empty': 'the list of consenting clients is empty',
  'partner-list-broken': 'the list of consenting clients is a VALUE: 500 (default), html or truncated',
  'type-change':
    'in one order of seven the field VALUE (default total; tickets.NAME: of its first ticket) becomes a text with a currency sign, or an object',
  'missing-field':
    'in one order of seven the field VALUE (default total; tickets.NAME: of its first ticket) is missing',
  'fine-amount':
    'in one order of seven the amount VALUE (default total; tickets.NAME: of its first ticket) has a third decimal',
  'same-ticket': 'in one order of seven the first ticket has one and the same id',
  'repeat-page': 'the next of an orders/sync page is that page',
  'sync-absent': 'orders/sync answers 404',
  'upcoming-only': 'instances lists what is to come only, whatever startFrom says',
  'orders-left-out':
    'one order in VALUE (default 10) is in no window, in no orders/sync page and under no id, but its seats count as sold',
  'availability-absent': 'the availability of an event answers 404',
  'empty-window-404': 'an order window without orders answers 404',
} as const;

export type FaultName = keyof typeof FAULTS;
