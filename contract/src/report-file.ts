import { z } from 'zod';
import { groupSchema, outputSchema } from './report-definition.ts';
import { reportDraft } from './saved-reports.ts';

/**
 * A report as a file that people write: its definition, and a name and the like where it is to be saved. Criteria are written out, or
 * are the name or id of a criteria set.
 */
export const reportFile = z.strictObject({
  ...reportDraft.shape,
  v: z.literal(1).default(1),
  name: reportDraft.shape.name.optional(),
  criteria: z
    .union([groupSchema, z.strictObject({ criteriaSet: z.string().trim().min(1).max(120) })])
    .default({ match: 'all', items: [] }),
  output: outputSchema,
});
export type ReportFile = z.infer<typeof reportFile>;
