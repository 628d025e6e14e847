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
  'store-damaged': 503,
  'not-ready': 503,
  internal: 500,
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
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
