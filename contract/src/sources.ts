import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionName, dayText, instantText, slug } from './words.ts';

/** Performances that two connections of an organisation both sell. */
export const sourceOverlap = z
  .object({
    first: connectionName.meta({ description: 'Had them first: counts where nobody chose.' }),
    later: connectionName,
    performances: z.int(),
    from: dayText.meta({ description: 'Day of the first of these performances.' }),
    to: dayText,
    firstTickets: z.int(),
    laterTickets: z.int(),
    undecided: z
      .object({ performances: z.int(), from: dayText, to: dayText })
      .nullable()
      .meta({ description: 'Those that no choice covers.' }),
    noticedAt: instantText,
  })
  .meta({ id: 'SourceOverlap' });
export type SourceOverlap = z.infer<typeof sourceOverlap>;

/** Which of two connections counts for the performances of some days. */
export const sourceChoice = z
  .object({
    id: z.string(),
    counts: connectionName,
    other: connectionName,
    both: z.boolean().meta({ description: 'Both count: they sold different tickets.' }),
    from: dayText.meta({ description: 'Day of performances, in the time of the organisation.' }),
    to: dayText.meta({ description: 'Included.' }),
    why: z.string().nullable(),
    chosenBy: z.string(),
    chosenAt: instantText,
    undoneBy: z.string().nullable(),
    undoneAt: instantText.nullable(),
    leavesOut: z
      .object({
        performances: z.int(),
        tickets: z.int(),
        onlyThere: z
          .object({ performances: z.int(), tickets: z.int() })
          .meta({ description: 'Of these, what the source that counts does not have.' }),
      })
      .nullable()
      .meta({ description: 'What of the other connection does not count now.' }),
  })
  .meta({ id: 'SourceChoice' });
export type SourceChoice = z.infer<typeof sourceChoice>;

export const sources = z
  .object({ organisation: slug, overlaps: z.array(sourceOverlap), choices: z.array(sourceChoice) })
  .meta({ id: 'Sources' });
export type Sources = z.infer<typeof sources>;

const ofOrganisation = z.object({ organisation: slug });

export const listSources = defineOperation({
  id: 'listSources',
  tag: 'sources',
  method: 'get',
  path: '/organisations/{organisation}/sources',
  summary: 'Sales that come from two connections, and which of them counts',
  scope: 'read',
  params: ofOrganisation,
  output: sources,
  errors: ['not-found', 'store-damaged'],
});

export const chooseSource = defineOperation({
  id: 'chooseSource',
  tag: 'sources',
  method: 'post',
  path: '/organisations/{organisation}/source-choices',
  summary: 'Choose which of two connections counts for the performances of some days',
  description:
    'It holds for performances of these days, whenever they are loaded. Where two choices are about the same days and the same two connections, the later one holds.',
  scope: 'write',
  params: ofOrganisation,
  body: z.strictObject({
    counts: connectionName,
    other: connectionName,
    both: z.boolean().default(false).meta({ description: 'Count the other as well, rather than instead.' }),
    from: dayText,
    to: dayText,
    why: z.string().trim().min(1).max(500).optional().meta({ description: 'For people, later.' }),
  }),
  output: sources,
  status: 201,
  errors: ['not-found', 'conflict', 'store-damaged'],
});

export const undoSourceChoice = defineOperation({
  id: 'undoSourceChoice',
  tag: 'sources',
  method: 'delete',
  path: '/organisations/{organisation}/source-choices/{choice}',
  summary: 'Take a choice back',
  scope: 'write',
  params: ofOrganisation.extend({ choice: z.string().max(60) }),
  output: sources,
  errors: ['not-found', 'not-possible-now', 'store-damaged'],
});
