import { TRANSPORT_FAULTS } from '../../faults/transport-faults.ts';
import { DELIVERY_FAULTS } from './delivery-faults.ts';

/** Every fault and what it does, one line each, as the help prints them. */
export const FAULTS = {
  ...TRANSPORT_FAULTS,
  'queue-it': 'a queue stands in front: three redirects, cookies that must be carried, then the answer',
  'login-page': 'a page to sign in with status 200, in place of the feed',
  maintenance: 'an HTML page about maintenance with status VALUE (default 503)',
  'wrong-root': 'well-formed XML whose root is VALUE (default error)',
  'etag-ignored': 'If-None-Match is ignored: 200 always',
  'show-gone': 'show VALUE (default the first) is not in the feed',
  'performance-gone': 'performance VALUE (default the first of the first show) is not in the feed',
  'venue-empty': 'the venue VALUE (default the first) has no shows',
  'venue-gone': 'the venue VALUE (default the first) is not in the feed',
  'feed-empty': 'there are no venues at all',
  'not-yet-on-sale': 'nothing is on sale for VALUE days yet (default 4): all "sold out", every seat free',
  'onsale-missing': 'no performance has an onsale_time',
  'status-upper-case': 'the status of a performance is in upper case in its own feed',
  'opening-after-start': 'the doors of every performance open VALUE minutes (default 225) after it starts',
  'properties-empty': 'every properties element is empty',
  'version-grows': 'each answer has higher versions than the last, and nothing else new',
  'prices-changed': 'prices are VALUE percent (default 110) of what they were',
  'old-generation': 'the feeds have the schema of 2018',
  'new-generation': 'the feeds have the schema of 2026',
  reorder: 'the shows of each venue come the other way round',
  duplicate: 'every second show of a venue comes twice',
  'type-change': 'in every second performance the element VALUE (default date_time_iso) holds words',
  'missing-field': 'in every second performance the element VALUE (default date_time_iso) is missing',
  'hostile-xml': 'VALUE: entities (default), external, endless (300 MB; endless:N for N MB), deep, text or attributes',
  ...DELIVERY_FAULTS,
} as const;

export type FaultName = keyof typeof FAULTS;
