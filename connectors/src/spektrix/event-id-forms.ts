import type { EventIdForm } from '@illuminate/connector-kit';

/** As the Event ID report, the API and the pages of an organisation's web site show them. */
export const eventIdForms: readonly EventIdForm[] = [
  { what: 'the Event ID of the report', example: '4607', pattern: /^(?<id>\d{1,15})$/, is: 'number' },
  {
    what: 'the id of the API, 33 characters',
    example: '4607ADGKSHLJDTDBJQTBMGLLJRLBJCMNN',
    pattern: /^(?<id>\d{1,15}a[b-dghj-np-tv]{8,31})$/i,
    is: 'id',
  },
  {
    what: 'a link to the event’s page',
    example: 'https://tickets.venue.example/website/EventDetails.aspx?EventId=4607',
    pattern: /^(?:https?:\/\/)?\S*[?&#](?:amp;)?event_?id=(?<id>\d{1,15})(?:\D\S*)?$/i,
    is: 'number',
  },
  {
    what: 'a link with the event’s name for the web',
    example: 'https://tickets.venue.example/website/EventDetails.aspx?WebEventId=calendar-girls',
    pattern: /^(?:https?:\/\/)?\S*[?&#](?:amp;)?web_?event_?id=(?<id>[a-z0-9][\w-]{0,99})(?:[&#]\S*)?$/i,
    is: 'web-id',
  },
  {
    what: 'a link that ends with the id',
    example: 'https://venue.example/whats-on/event/4607',
    pattern: /^(?:https?:\/\/)?\S*\/events?\/(?<id>\d{1,15})(?:[/?#-]\S*)?$/i,
    is: 'number',
  },
];
