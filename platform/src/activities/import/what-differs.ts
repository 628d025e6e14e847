// What a row says otherwise than the log, of an activity that the log has already. Pure.
import type { ActivityFields } from '@illuminate/contract';
import type { LoggedActivity } from '../../matching/read-log.ts';
import { type ImportColumn, nameOfField } from './columns.ts';
import type { RowFault } from './read-row.ts';

/** Only what the file has a column for, and a value in it: the rest was filled in. An import changes nothing that is logged. */
export function whatDiffers(
  { people, eventId }: ActivityFields,
  logged: LoggedActivity,
  columns: readonly ImportColumn[],
): RowFault[] {
  const differs = (field: 'people' | 'eventId', said: string | null, known: string | null): RowFault[] => {
    if (said === null || said === known) return [];
    return [
      {
        column: nameOfField(columns, field),
        value: said,
        fault: known === null ? 'is not in the log' : `is “${known}” in the log`,
        next: 'An import changes nothing that the log has: change it there, if the file is right.',
      },
    ];
  };
  return [
    ...differs('people', textOf(people), textOf(logged.people)),
    ...differs('eventId', eventId ?? null, logged.event_id_typed),
  ];
}

const textOf = (people: number | null | undefined): string | null => (people == null ? null : String(people));
