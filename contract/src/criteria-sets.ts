import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { groupSchema, reportType } from './report-definition.ts';
import { instantText, slug } from './words.ts';

/** Ones that are saved begin with crs_; standard ones, which come with the platform and cannot be changed, with standard-. */
export const criteriaSetId = z
  .string()
  .regex(/^(?:crs_[0-9a-z]{1,40}|standard-[a-z0-9-]{1,60})$/, 'is no id of a criteria set');

const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{C}+$/u, 'must be on one line');
const description = z.string().trim().max(2_000);

/** A report that uses a criteria set, as whoever asks may see it. */
const use = z.object({ id: z.string(), name: z.string(), isArchived: z.boolean() });

export const criteriaSet = z
  .object({
    id: criteriaSetId,
    type: reportType,
    grain: z.string(),
    name: z.string(),
    description: z.string(),
    criteria: groupSchema,
    sentence: z.string().meta({ description: 'What it asks for, in words.' }),
    isStandard: z.boolean().meta({ description: 'Locked: copy it to change it.' }),
    version: z.int(),
    createdBy: z.string().nullable(),
    changedBy: z.string().nullable(),
    changedAt: instantText.nullable(),
    archivedAt: instantText.nullable(),
    usedIn: z.int().meta({ description: 'Reports that use it, those that others keep to themselves among them.' }),
    reports: z.array(use).meta({ description: 'Those of them that you may see.' }),
  })
  .meta({ id: 'CriteriaSet' });
export type CriteriaSet = z.infer<typeof criteriaSet>;

const inOrganisation = z.object({ organisation: slug });
const one = z.object({ organisation: slug, criteriaSet: criteriaSetId });

export const listCriteriaSets = defineOperation({
  id: 'listCriteriaSets',
  tag: 'reports',
  method: 'get',
  path: '/organisations/{organisation}/criteria-sets',
  summary: 'Criteria sets: standard ones first, then by name, with the reports that use each',
  scope: 'read',
  params: inOrganisation,
  query: z.object({
    type: reportType.optional(),
    archived: z.enum(['no', 'yes', 'all']).default('no'),
    search: z.string().trim().max(120).optional(),
  }),
  output: z.object({ items: z.array(criteriaSet) }),
  errors: ['not-found'],
});

export const showCriteriaSet = defineOperation({
  id: 'showCriteriaSet',
  tag: 'reports',
  method: 'get',
  path: '/organisations/{organisation}/criteria-sets/{criteriaSet}',
  summary: 'A criteria set, with the reports that use it',
  scope: 'read',
  params: one,
  output: criteriaSet,
  errors: ['not-found'],
});

export const createCriteriaSet = defineOperation({
  id: 'createCriteriaSet',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/criteria-sets',
  summary: 'Save criteria under a name, for reports to use',
  scope: 'write',
  params: inOrganisation,
  body: z.strictObject({ type: reportType, name, description: description.default(''), criteria: groupSchema }),
  output: criteriaSet,
  status: 201,
  errors: ['not-found', 'conflict'],
});

export const changeCriteriaSet = defineOperation({
  id: 'changeCriteriaSet',
  tag: 'reports',
  method: 'put',
  path: '/organisations/{organisation}/criteria-sets/{criteriaSet}',
  summary: 'Change a criteria set, and with it every report that uses it',
  description:
    '`version` is the one that was read: a change on top of another that was not seen is refused with who made that. What is left out stays.',
  scope: 'write',
  params: one,
  body: z.strictObject({
    version: z.int().min(1),
    name: name.optional(),
    description: description.optional(),
    criteria: groupSchema.optional(),
  }),
  output: criteriaSet,
  errors: ['not-found', 'conflict', 'not-possible-now'],
});

export const copyCriteriaSet = defineOperation({
  id: 'copyCriteriaSet',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/criteria-sets/{criteriaSet}/copy',
  summary: 'Copy a criteria set, a standard one too',
  scope: 'write',
  params: one,
  body: z.strictObject({ name: name.optional() }),
  output: criteriaSet,
  status: 201,
  errors: ['not-found', 'conflict'],
});

export const archiveCriteriaSet = defineOperation({
  id: 'archiveCriteriaSet',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/criteria-sets/{criteriaSet}/archive',
  summary: 'Put a criteria set away: reports that use it keep working, new ones are not offered it',
  scope: 'write',
  params: one,
  output: criteriaSet,
  errors: ['not-found', 'not-possible-now'],
});

export const restoreCriteriaSet = defineOperation({
  id: 'restoreCriteriaSet',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/criteria-sets/{criteriaSet}/restore',
  summary: 'Take a criteria set out of the archive',
  scope: 'write',
  params: one,
  output: criteriaSet,
  errors: ['not-found', 'not-possible-now', 'conflict'],
});
