import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { dayText } from './words.ts';

export const assessment = z
  .object({
    verdict: z.enum(['yes', 'partly', 'no', 'unknown']),
    evidence: z.string(),
    basis: z
      .enum(['vendor', 'public-code', 'third-party', 'unchecked', 'nothing-found'])
      .meta({ description: 'What the evidence is: the maker’s own words, code that runs, somebody else’s, belief.' }),
  })
  .meta({ id: 'Assessment' });

/** A provider that is not integrated, held against the points that decide. */
export const candidate = z
  .object({
    id: z.string(),
    title: z.string(),
    assessedOn: dayText,
    points: z.object({
      safe: assessment.meta({ description: 'Can somebody else take data out of it safely and securely?' }),
      used: assessment.meta({ description: 'Is it used by a significant number of organisations?' }),
      willing: assessment.meta({ description: 'Is its maker willing to integrate?' }),
      able: assessment.meta({ description: 'Has its maker the technology and the resources to share data?' }),
    }),
    outlook: z.string(),
    wishes: z.int().meta({ description: 'How many visitors said that they use it.' }),
  })
  .meta({ id: 'Candidate' });
export type Candidate = z.infer<typeof candidate>;
export type Assessment = z.infer<typeof assessment>;

export const listCandidates = defineOperation({
  id: 'listCandidates',
  tag: 'providers',
  method: 'get',
  path: '/providers/candidates',
  summary: 'Which box office systems may be integrated next, and what is known of each',
  scope: 'public',
  output: z.object({
    items: z.array(candidate),
    others: z.array(z.object({ id: z.string(), title: z.string(), wishes: z.int() })).meta({
      description: 'Systems that can be wished for and have not been assessed; the last is any other.',
    }),
  }),
});

export const wishForSystem = defineOperation({
  id: 'wishForSystem',
  tag: 'providers',
  method: 'post',
  path: '/providers/wishes',
  summary: 'Say that you use a system that is not integrated; nothing is kept but the count',
  scope: 'public',
  body: z.strictObject({
    system: z.string().max(40).meta({ description: 'The id of a candidate, or of one of the others.' }),
  }),
  output: z.object({
    counted: z.boolean().meta({ description: 'False where it had been counted already.' }),
  }),
});
