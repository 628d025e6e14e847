import type { FieldName, RecordKind } from './fields.ts';
import { HEADERS_ABROAD, withoutAccents } from './headers-abroad.ts';
import { withoutDisguise } from './look-alikes.ts';

/** Names of columns in the reports of English-speaking box offices, the surest first; each is matched against a whole normal header. */
const ORDERS: readonly (readonly [RegExp, FieldName])[] = [
  [
    /^(?:order|booking|transaction|sale|invoice|basket|confirmation)(?: ?(?:id|no\.?|number|ref\.?|reference|code|#))$|^(?:order|booking|transaction|receipt|invoice)$|^(?:reference|ref\.?|ref ?(?:no\.?|number))$/,
    'order_id',
  ],
  [/^(?:ticket|item|barcode|admission)(?: ?(?:id|no\.?|number|ref\.?|reference|code|#))$|^barcode$/, 'ticket_id'],
  [/^(?:event|performance|perf|instance|session|showing)(?: ?(?:id|no\.?|number|ref\.?|code|#))$/, 'performance_id'],
  [
    /^(?:date of (?:booking|order|sale|purchase)|(?:booking|booked|order|ordered|sale|sold|purchase|purchased|transaction|created)(?: ?(?:date|dt|on|at|time|date ?\/? ?time|timestamp))+|booked|created|purchased|ordered|placed|date (?:booked|ordered|purchased|sold|created|placed))$/,
    'placed_at',
  ],
  [
    /^(?:(?:last )?(?:changed|modified|updated|amended)(?: ?(?:date|on|at|time))*|last (?:change|update|transaction)(?: date)?|date (?:changed|modified|updated))$/,
    'changed_at',
  ],
  [
    /^(?:(?:sales? )?channel|source|sold via|sales? (?:method|point|outlet)|booking (?:method|channel|source|type)|order (?:source|channel)|outlet)$/,
    'channel',
  ],
  [/^(?:currency(?: code)?|ccy)$/, 'currency'],
  [
    /^(?:order|booking|transaction|basket|grand) ?(?:total|value|amount)(?: paid| due)?$|^total (?:order|booking) (?:value|amount)$/,
    'order_total',
  ],
  [/^donations?(?: ?(?:amount|total|value))?$/, 'donations'],
  [
    /^(?:(?:booking|transaction|postage|order|service|handling|card) ?)?(?:fees?|charges?|postage|commission)(?: ?(?:amount|total))?$/,
    'charges',
  ],
  [
    /^(?:customer|patron|client|booker|buyer|account|contact|member)(?: ?(?:id|no\.?|number|ref\.?|reference|code|#))$/,
    'customer_id',
  ],
  [
    /^(?:(?:customer|billing|delivery|postal|home) ?)?(?:post ?code|zip(?: ?code)?|eircode|postal code)$/,
    'customer_postcode',
  ],
  [/^(?:(?:customer|billing|delivery|home) ?)?country(?: ?code)?$/, 'customer_country'],
  [
    /^(?:ticket|price|admission|concession) ?(?:type|category|class|name|band|level|kind)$|^(?:concession|tariff|type|ticket)$/,
    'ticket_type',
  ],
  [/^(?:seats?|seat ?(?:name|no\.?|number|label|ref)|place|row ?(?:&|and|\/) ?seat|allocated seat)$/, 'seat'],
  [
    /^(?:offer|promotion|promo(?: ?code)?|discount ?(?:code|name|type|reason)|voucher(?: ?code)?|campaign)(?: ?name)?$/,
    'offer',
  ],
  [
    /^(?:face value|full price|list price|(?:ticket|unit|base|original|gross) ?price|price(?: each)?|(?:each|per ticket))$/,
    'price',
  ],
  [/^(?:discount(?: ?(?:amount|value|applied|given))?|reduction)$/, 'discount'],
  [
    /^(?:(?:ticket|line|item|net) ?(?:total|amount|amt|value|paid)|(?:amount|amt|price|total) paid|paid (?:amount|amt)|total price|net price|amount|paid|total|value|(?:ticket|net|gross) (?:income|sales|revenue)|income)$/,
    'ticket_total',
  ],
  [/^(?:ticket |booking |order |sale |attendee )?(?:status|state)$/, 'ticket_status'],
  [
    /^(?:(?:(?:item|ticket|line) )?(?:qty|quantity)|(?:no\.?|num\.?|number|count) (?:of )?(?:tickets|seats|places|admissions)|tickets(?: ?(?:sold|booked|issued))?|seats ?(?:sold|booked)|admissions)$/,
    'quantity',
  ],
];

const PERFORMANCES: readonly (readonly [RegExp, FieldName])[] = [
  [/^(?:performance|perf|instance|session|showing|event)(?: ?(?:id|no\.?|number|ref\.?|code|#))$/, 'performance_id'],
  [/^(?:show|production|event|title|programme)(?: ?(?:id|no\.?|number|ref\.?|code|#))$/, 'event_id'],
  [
    /^(?:(?:show|production|event|film|programme|exhibition|festival|workshop)(?: ?(?:name|title))?|title|name)$/,
    'event_name',
  ],
  [/^(?:venue|location|space|theatre|screen|auditorium|hall|room)(?: ?(?:id|no\.?|number|code|#))$/, 'venue_id'],
  [/^(?:venue|location|space|theatre|screen|auditorium|hall|room|place)(?: ?name)?$/, 'venue_name'],
  [
    /^(?:(?:event|performance|perf|show|instance|session|start)? ?(?:date ?(?:&|and|\/)? ?time|date|dt(?: ?\/? ?tm)?|starts?(?: ?(?:at|on|time|date))?|time|datetime)|(?:date|time) of (?:event|performance)|when)$/,
    'starts_at',
  ],
  [/^(?:(?:total |house |seating )?capacity|cap\.?|seats|available seats|max(?:imum)? capacity)$/, 'capacity'],
  [/^(?:cancelled|canceled|is cancelled|status)$/, 'cancelled'],
];

const NAMED: readonly (readonly [RegExp, FieldName])[] = [
  [/^(?:show|production|event|title|programme)(?: ?(?:id|no\.?|number|ref\.?|code|#))$/, 'event_id'],
  [
    /^(?:(?:show|production|event|film|programme|exhibition|festival|workshop)(?: ?(?:name|title))?|title)$/,
    'event_name',
  ],
  [/^(?:venue|location|space|theatre|screen|auditorium|hall|room)(?: ?name)?$/, 'venue_name'],
  [
    /^(?:(?:event|performance|perf|show|instance|session|start) ?(?:date ?(?:&|and|\/)? ?time|date|dt(?: ?\/? ?tm)?|starts?(?: ?(?:at|on|time|date))?|time|datetime)|(?:date|time) of (?:event|performance)|(?:starts?|begins?)(?: ?(?:at|on))?)$/,
    'starts_at',
  ],
];

const SALES: readonly (readonly [RegExp, FieldName])[] = [
  ...ORDERS,
  ...NAMED,
  [/^(?:date(?: ?(?:&|and|\/)? ?time)?|timestamp)$/, 'placed_at'],
  // Where another column says when it was bought.
  [/^date ?(?:&|and|\/)? ?time$/, 'starts_at'],
];

const COUNTS: readonly (readonly [RegExp, FieldName])[] = [
  ...PERFORMANCES,
  [/^(?:month|day|week(?: (?:commencing|beginning|starting|of))?|w\/c|mois|monat|mis)$/, 'starts_at'],
  [
    /^(?:(?:total )?(?:tickets?|seats|admissions?|attendances?|visits?|visitors|attendees|audience|people|entries|qty|quantity|count|sold|total)(?: ?(?:sold|issued|count|total|numbers?|figures?))?|(?:no\.?|number|count) of (?:tickets|visits|visitors|people|admissions)|footfall)$/,
    'tickets',
  ],
  [
    /^(?:(?:ticket |gross |net |total |box office |admissions? |door )?(?:income|revenue|takings|sales|receipts|amount|value|gross|net)(?: ?(?:total|amount))?|box office|yield)$/,
    'income',
  ],
  [/^(?:(?:sales?|sold|count(?:ed)?|report|transaction|booking)(?: ?(?:date|day|on)))$/, 'counted_on'],
  [/^(?:currency(?: code)?|ccy)$/, 'currency'],
];

const RULES: Readonly<Record<RecordKind, readonly (readonly [RegExp, FieldName])[]>> = {
  orders: ORDERS,
  performances: PERFORMANCES,
  sales: SALES,
  events: PERFORMANCES,
  counts: COUNTS,
};

/** What fields a column of this name may be, the likeliest first. `name` is a normal header. */
export function guessFields(name: string, kind: RecordKind): FieldName[] {
  const words = withoutDisguise(name)
    .replaceAll(/[_:]+/g, ' ')
    .replaceAll(/\s*\([^)]*\)\s*$/g, '')
    .replaceAll(/\s*(?:[£€$]|\b(?:gbp|eur|usd|chf))\s*$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const rules = RULES[kind];
  // The names of the format itself need no guess.
  const own = rules.find(([, field]) => field === name)?.[1];
  const abroad = withoutAccents(words);
  const found = [
    ...rules.filter(([pattern]) => pattern.test(words)),
    ...HEADERS_ABROAD[kind].filter(([pattern]) => pattern.test(abroad)),
  ].flatMap(([, field], at, all) => (all.findIndex(([, other]) => other === field) === at ? field : []));
  return own === undefined ? found : [own, ...found.filter((field) => field !== own)];
}

/** Whether these headers are more like lines of tickets or like a list of performances. */
export function guessKind(names: readonly string[]): RecordKind {
  const has = (kind: RecordKind, fields: readonly FieldName[]): number =>
    fields.filter((field) => names.some((name) => guessFields(name, kind).includes(field))).length;
  const orders = has('orders', ['order_id', 'ticket_id', 'placed_at', 'ticket_total', 'ticket_type', 'customer_id']);
  const performances = has('performances', ['event_name', 'starts_at', 'venue_name', 'capacity', 'cancelled']);
  return orders >= 2 || orders >= performances ? 'orders' : 'performances';
}
