import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export const HEADER =
  'order_id,placed_at,event_name,starts_at,venue_name,ticket_type,ticket_total,ticket_status,channel,customer_id,customer_postcode';
const TICKETS_PER_ORDER = 5;
const EVENTS = 200;
const AT_ONCE = 5_000;
const MINUTE = 60_000;
const FIRST = Date.UTC(2024, 0, 1);

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** Line `at` of a made file of sales: the same for the same number. */
export function lineOf(at: number): string[] {
  const order = Math.floor(at / TICKETS_PER_ORDER);
  const event = (order * 7) % EVENTS;
  const day = Math.floor(order / 40) % 700;
  return [
    `B${order}`,
    stamp(FIRST + order * 3 * MINUTE),
    `Production number ${event}`,
    stamp(FIRST + (day + 30) * 1_440 * MINUTE + 1_170 * MINUTE),
    `Hall ${event % 7}`,
    at % 3 === 0 ? 'Concession' : 'Adult',
    `${12 + (at % 20)}.50`,
    'sold',
    order % 4 === 0 ? 'counter' : 'online',
    `C-${order % 50_000}`,
    `SW1A ${order % 10}AA`,
  ];
}

/** Writes a CSV file of so many lines below its header. */
export async function writeCsv(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${HEADER}\n`);
  for (let from = 0; from < rows; from += AT_ONCE) {
    const lines = Array.from({ length: Math.min(AT_ONCE, rows - from) }, (_, at) => lineOf(from + at).join(','));
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
