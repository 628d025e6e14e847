import { MADE_ID } from '@illuminate/delivery';
import { literal } from '../../../warehouse/layout.ts';

/** The number under which people know an event or a performance, as SQL; null where a file had none, and its id was made here. */
export const shownIdSql = (alias: string): string =>
  `coalesce(${alias}.source_number::VARCHAR, CASE WHEN NOT regexp_matches(${alias}.source_id, ${literal(MADE_ID)}) THEN ${alias}.source_id END)`;
