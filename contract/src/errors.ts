import { z } from 'zod';

/** Every error the API answers with, and the status it travels under. Codes are stable. */
export const ERRORS = {
  'invalid-input': 422,
  'malformed-request': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'host-refused': 403,
  'not-found': 404,
  conflict: 409,
  'not-possible-now': 409,
  'address-refused': 422,
  'credential-refused': 422,
  'box-office-unavailable': 502,
  'too-large': 413,
  'too-many-attempts': 429,
  'store-damaged': 503,
  'store-out-of-memory': 503,
  'not-ready': 503,
  'disk-full': 507,
  'disk-not-writable': 507,
  'control-unavailable': 503,
  internal: 500,

  // Of deliveries.
  'signature-missing': 401,
  'signature-invalid': 401,
  'key-unknown': 401,
  'key-retired': 401,
  'time-off': 401,
  'connection-unknown': 404,
  'batch-unknown': 404,
  'part-unknown': 404,
  'batch-differs': 409,
  'sequence-taken': 409,
  'batch-closed': 409,
  'parts-missing': 409,
  'connection-stopped': 409,
  'load-in-progress': 409,
  'part-too-big': 413,
  'batch-too-big': 413,
  'manifest-invalid': 422,
  'part-hash-differs': 422,
  'part-unreadable': 422,
  'field-undeclared': 422,
  'record-invalid': 422,
  'layout-changed': 422,
  'totals-differ': 422,
  busy: 503,
} as const;

export type ErrorCode = keyof typeof ERRORS;

export const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** problem+json (RFC 9457) with what a person needs: cause, who acts, next step. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable, for programs.' }),
    detail: z.string().meta({ description: 'What happened, to what.' }),
    whoActs: z.enum(['nobody', 'organisation', 'operator', 'provider']),
    nextStep: z.string(),
    reference: z.string().meta({ description: 'Names this answer in the log.' }),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    part: z.int().optional().meta({ description: 'The part of a batch that is meant.' }),
    row: z.int().optional().meta({ description: 'The line within that part, from 1.' }),
    field: z.string().optional().meta({ description: 'The field by its name; never what it held.' }),
    differences: z
      .array(z.object({ figure: z.string(), declared: z.string(), counted: z.string(), difference: z.string() }))
      .optional()
      .meta({ description: 'Control totals of a batch that are not what was counted.' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
