import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { dayText, instantText, slug } from './words.ts';

/** A row of the Event ID report. Dates are wall time, "YYYY-MM-DD HH:MM". */
export const eventIdRow = z
  .object({
    eventId: z.string().meta({ description: 'The integer that people see in their box office.' }),
    eventName: z.string(),
    firstInstance: z.string().meta({ description: 'Empty where the box office shows none of the performances.' }),
    lastInstance: z.string(),
    apiEventId: z.string().optional(),
    venues: z.string().optional(),
    performances: z.int().optional(),
    tickets: z.int().optional().meta({ description: 'Each counted once, where two connections sell the same.' }),
    source: z
      .string()
      .optional()
      .meta({ description: 'The connection whose box office has this id; told where there are several.' }),
  })
  .meta({ id: 'EventIdRow' });
export type EventIdRow = z.infer<typeof eventIdRow>;

export const eventIdReport = z
  .object({
    organisation: slug,
    zone: z.string().meta({ description: 'The IANA time zone in whose days and wall time the report is.' }),
    from: dayText,
    to: dayText,
    asOf: instantText.nullable().meta({ description: 'How fresh the data is.' }),
    columns: z.array(z.object({ name: z.string(), label: z.string() })),
    rows: z.array(eventIdRow),
    notes: z.array(z.string()),
  })
  .meta({ id: 'EventIdReport' });
export type EventIdReport = z.infer<typeof eventIdReport>;

export const runEventIdReport = defineOperation({
  id: 'runEventIdReport',
  tag: 'reports',
  method: 'get',
  path: '/reports/event-ids',
  summary: 'Event ID report: events with a performance between two days',
  description:
    'First and Last Instance are the first and last of all performances of the event that are not cancelled. `Accept: text/csv` answers with the spreadsheet.',
  scope: 'read',
  query: z.object({
    organisation: slug,
    from: dayText,
    to: dayText,
    columns: z.enum(['standard', 'all']).default('standard'),
  }),
  output: eventIdReport,
  alsoAs: ['text/csv'],
  errors: ['not-found', 'store-damaged'],
});
