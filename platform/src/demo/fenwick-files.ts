// What Fenwick Touring Company uploads: a season of thirty performances at twelve places, made from a seed. All of it is invented.
const DAY_MS = 86_400_000;
const SEED = 7_411;

const SHOWS = ['The Lighthouse Keeper', 'A Winter’s Trade', 'Small Gods of the Fen'];
const PLACES = [
  ['Wexcombe Corn Exchange', 180],
  ['Saltmarsh Village Hall', 90],
  ['The Assembly, Thornby', 240],
  ['Hartley Guildhall', 160],
  ['St Oswin’s, Cawood Green', 120],
  ['Pellow Memorial Hall', 110],
  ['The Drill Hall, Eastry', 200],
  ['Ravensholme Arts', 150],
  ['Market House, Ludwell', 130],
  ['The Institute, Kirkfell', 100],
  ['Brackwater Sailing Club', 80],
  ['Old School, Nant-y-coed', 95],
] as const;
const TICKET_TYPES = [
  ['Adult', 1400],
  ['Adult', 1400],
  ['Adult', 1400],
  ['Concession', 1100],
  ['Under 26', 800],
  ['Pay what you can', 500],
] as const;
const SOLD_VIA = ['Website', 'Website', 'Phone', 'Village agent'];
const AREAS = ['YO7 2', 'YO10 3', 'DL8 5', 'HG4 1', 'LL24 0', 'CT13 9'];
const PERFORMANCES = 30;
/** Halls that send nothing but a total on the night after. */
const TOTALS_ONLY = new Set([4, 13, 22]);

/** A number from 0 to `below`, always the same for the same place in the season. */
function chosen(below: number, ...place: readonly number[]): number {
  let hash = SEED;
  for (const part of place) {
    hash = Math.imul(hash ^ (part + 0x9e37), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % below;
}

interface Night {
  readonly number: number;
  readonly show: string;
  readonly place: string;
  readonly capacity: number;
  /** The day, in days from today. */
  readonly day: number;
}

/** From ten weeks ago to five weeks on, on evenings three or four days apart. */
const NIGHTS: readonly Night[] = Array.from({ length: PERFORMANCES }, (_, number) => {
  const [place, capacity] = PLACES[number % PLACES.length] ?? PLACES[0];
  const show = SHOWS[Math.floor(number / 10)] ?? SHOWS[0] ?? '';
  return { number, show, place, capacity, day: -70 + Math.floor(number * 3.5) };
});

/** A file as it would come out of the company's own spreadsheet. */
export interface FenwickFile {
  readonly kind: 'events' | 'sales' | 'counts';
  readonly fileName: string;
  readonly text: string;
}

/** The season as it stands on a day (ms). */
export function fenwickFiles(today: number): readonly FenwickFile[] {
  const day = (from: number): string => {
    const [year, month, date] = new Date(today + from * DAY_MS).toISOString().slice(0, 10).split('-');
    return `${date}/${month}/${year}`;
  };
  const begins = ({ day: on }: Night): string => `${day(on)} 19:30`;
  const events = NIGHTS.map((night) => [night.show, begins(night), night.place, String(night.capacity)]);
  const counts = NIGHTS.filter(({ number, day: on }) => TOTALS_ONLY.has(number) && on < 0).map((night) => {
    const tickets = Math.floor(night.capacity * 0.6) + chosen(20, night.number, 1);
    return [night.show, begins(night), night.place, String(tickets), (tickets * 11).toFixed(2)];
  });
  return [
    file('events', 'season.csv', ['Show', 'Performance date', 'Venue', 'Capacity'], events),
    file('sales', 'sales to date.csv', SALES_HEADER, salesOf(day, begins)),
    file(
      'counts',
      'halls that send totals.csv',
      ['Show', 'Performance date', 'Venue', 'Tickets sold', 'Income'],
      counts,
    ),
  ];
}

const SALES_HEADER = [
  ...['Booking ref', 'Booked on', 'Ticket no.', 'Show', 'Performance date', 'Venue', 'Ticket type', 'Amount paid'],
  ...['Status', 'Sold via', 'Patron no.', 'Postcode'],
];

/** A line for each ticket; the fuller a night, the nearer it is. */
function salesOf(day: (from: number) => string, begins: (night: Night) => string): string[][] {
  return NIGHTS.filter(({ number }) => !TOTALS_ONLY.has(number)).flatMap((night) => {
    const share = night.day < 0 ? 0.95 : Math.max(0.45, 0.95 - night.day / 60);
    const lines: string[][] = [];
    for (let order = 0; lines.length < Math.floor(night.capacity * share); order += 1) {
      const reference = `FT-${night.number + 1}-${order + 1}`;
      // Never after today: what is still to come has been booked by now.
      const booked = Math.min(night.day, -1) - chosen(35, night.number, order, 2);
      const size = 1 + chosen(4, night.number, order, 3);
      const isReturned = chosen(60, night.number, order, 4) === 0;
      const patron = chosen(1_400, night.number, order, 5);
      const via = SOLD_VIA[chosen(SOLD_VIA.length, night.number, order, 6)] ?? '';
      const area = AREAS[patron % AREAS.length] ?? '';
      for (let ticket = 1; ticket <= size; ticket += 1) {
        const [type, price] = TICKET_TYPES[chosen(TICKET_TYPES.length, night.number, order, ticket + 10)] ?? [
          'Adult',
          1400,
        ];
        lines.push([
          ...[reference, `${day(booked)} ${10 + chosen(9, night.number, order, 7)}:15`, `${reference}-${ticket}`],
          ...[night.show, begins(night), night.place, type, (price / 100).toFixed(2)],
          ...[isReturned ? 'Refunded' : 'Sold', via, `P${1000 + patron}`, `${area}${'AB'[patron % 2]}D`],
        ]);
      }
    }
    return lines;
  });
}

function file(
  kind: FenwickFile['kind'],
  fileName: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): FenwickFile {
  const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return { kind, fileName, text: [header, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n') };
}
