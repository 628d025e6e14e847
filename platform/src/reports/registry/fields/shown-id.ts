import { BY_NAME } from '@illuminate/delivery';
import { literal } from '../../../warehouse/layout.ts';

/** The number under which people know an event or a performance, as SQL; null where a file had none, and its id was made from a name. */
export const shownIdSql = (alias: string): string =>
  `coalesce(${alias}.source_number::VARCHAR, CASE WHEN NOT starts_with(${alias}.source_id, ${literal(BY_NAME)}) THEN ${alias}.source_id END)`;
