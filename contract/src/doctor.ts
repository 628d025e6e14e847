import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { instantText } from './words.ts';

export const finding = z
  .object({
    check: z.enum([
      'settings',
      'folder',
      'lock',
      'disk',
      'keys',
      'control',
      'stores',
      'jobs',
      'backups',
      'clock',
      'providers',
      'mail',
    ]),
    subject: z.string().meta({ description: 'What was looked at: a path, an organisation, a provider.' }),
    level: z.enum(['ok', 'note', 'warning', 'problem']).meta({
      description: 'A note is worth knowing; a warning should be looked at; a problem does not work.',
    }),
    detail: z.string(),
    nextStep: z.string().nullable().meta({ description: 'What to do about it.' }),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof finding>;

export const doctorReport = z
  .object({
    at: instantText,
    version: z.string(),
    server: z.enum(['running', 'stopped', 'silent']).meta({
      description: 'Silent: a process has the data folder, and does not answer.',
    }),
    well: z.boolean().meta({ description: 'Neither a warning nor a problem.' }),
    findings: z.array(finding),
  })
  .meta({ id: 'DoctorReport' });
export type DoctorReport = z.infer<typeof doctorReport>;

export const runDoctor = defineOperation({
  id: 'runDoctor',
  tag: 'platform',
  method: 'get',
  path: '/doctor',
  summary:
    'Look the installation over: folder, lock, keys, stores, clock, disk, providers; each finding with what to do',
  scope: 'operator',
  query: z.object({
    thorough: z.enum(['on', 'off']).default('off').meta({
      description: 'On: reads every block of every store and the whole audit trail. A store waits while it is read.',
    }),
  }),
  output: doctorReport,
});
