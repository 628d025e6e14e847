import { describe, expect, test } from 'vitest';
import * as registry from './registry.ts';
import { eventIdForms as ofSpektrix } from './spektrix/event-id-forms.ts';
import { eventIdForms as ofTicketsolve } from './ticketsolve/event-id-forms.ts';

const idOf = (forms: typeof ofSpektrix, typed: string) =>
  forms.map(({ pattern, is }) => ({ is, id: pattern.exec(typed)?.groups?.id })).find(({ id }) => id !== undefined) ??
  null;

const API_ID = '4607ADGKSHLJDTDBJQTBMGLLJRLBJCMNN';

describe('Spektrix', () => {
  test.each([
    ['4607', 'number', '4607'],
    [API_ID, 'id', API_ID],
    [API_ID.toLowerCase(), 'id', API_ID.toLowerCase()],
    ['https://x.example/website/EventDetails.aspx?EventId=4607', 'number', '4607'],
    ['https://x.example/website/eventdetails.aspx?resize=true&EventId=4607&lang=cy', 'number', '4607'],
    ['x.example/website/EventDetails.aspx?EventId=4607#top', 'number', '4607'],
    ['https://x.example/EventDetails.aspx?WebEventId=calendar-girls', 'web-id', 'calendar-girls'],
    ['https://x.example/EventDetails.aspx?WebEventId=calendar-girls&a=1', 'web-id', 'calendar-girls'],
    ['https://venue.example/whats-on/event/4607', 'number', '4607'],
    ['https://venue.example/events/4607-calendar-girls?a=1', 'number', '4607'],
  ])('%s', (typed, is, id) => {
    expect(idOf(ofSpektrix, typed)).toEqual({ is, id });
  });

  test.each(['4607B', 'Calendar Girls', 'https://x.example/?InstanceId=4607', '46 07', `${API_ID}A!`])(
    'not %s',
    (typed) => {
      expect(idOf(ofSpektrix, typed)).toBeNull();
    },
  );
});

describe('Ticketsolve', () => {
  test.each([
    ['873600123', '873600123'],
    ['https://hall.example/ticketbooth/shows/873600123', '873600123'],
    ['https://hall.example/shows/873600123/events/5/seats?i=64', '873600123'],
    ['https://hall.example/shows/873600123.xml', '873600123'],
  ])('%s', (typed, id) => {
    expect(idOf(ofTicketsolve, typed)).toEqual({ is: 'number', id });
  });
});

test('every form understands its own example, as a person may copy it', () => {
  for (const { eventIdForms = [] } of Object.values(registry)) {
    for (const { example, pattern } of eventIdForms) expect(pattern.exec(example)?.groups?.id, example).toBeTruthy();
  }
});
