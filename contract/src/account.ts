// What people do with their own account.
import { z } from 'zod';
import { session } from './access.ts';
import { defineOperation } from './operation.ts';
import { instantText, mailAddress, personName } from './words.ts';

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

export const newPassword = z
  .string()
  .min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters; a few words in a row are easy to remember`)
  .max(PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`)
  .meta({ description: 'Any characters. Refused are the commonest passwords, and ones made of your own name.' });

export const linkToken = z.string().max(100).meta({ description: 'What comes after the # of the link.' });

export const openedSession = z
  .object({
    id: z.string(),
    current: z.boolean().meta({ description: 'Whether it is the one that asks.' }),
    openedAt: instantText,
    lastUsedAt: instantText,
    browser: z.string().nullable().meta({ description: 'Roughly, such as Firefox on Windows.' }),
    address: z.string().nullable().meta({ description: 'The network address it was last used from.' }),
  })
  .meta({ id: 'OpenedSession' });

export const listOwnSessions = defineOperation({
  id: 'listOwnSessions',
  tag: 'account',
  method: 'get',
  path: '/account/sessions',
  summary: 'Where you are signed in',
  scope: 'person',
  output: z.object({
    items: z.array(openedSession),
    hasPassword: z.boolean().meta({ description: 'Whether you can sign in by password; who is of the demo cannot.' }),
  }),
});

export const endOwnSession = defineOperation({
  id: 'endOwnSession',
  tag: 'account',
  method: 'delete',
  path: '/account/sessions/{session}',
  summary: 'End one of your sessions',
  scope: 'person',
  params: z.object({ session: z.string().max(60) }),
  output: z.object({ ended: z.int() }),
  errors: ['not-found'],
});

export const endOtherSessions = defineOperation({
  id: 'endOtherSessions',
  tag: 'account',
  method: 'delete',
  path: '/account/sessions',
  summary: 'End all your sessions but this one',
  scope: 'person',
  output: z.object({ ended: z.int() }),
});

export const changeOwnName = defineOperation({
  id: 'changeOwnName',
  tag: 'account',
  method: 'put',
  path: '/account/name',
  summary: 'Change your name, as others here see it',
  description: 'What was done before stays under the name of then.',
  scope: 'person',
  body: z.strictObject({ name: personName }),
  output: z.object({ name: personName }),
});

export const changePassword = defineOperation({
  id: 'changePassword',
  tag: 'account',
  method: 'put',
  path: '/account/password',
  summary: 'Change your password; all your other sessions end',
  scope: 'person',
  body: z.strictObject({ current: z.string().max(1000), password: newPassword }),
  output: z.object({ ended: z.int().meta({ description: 'Other sessions that were open.' }) }),
  errors: ['not-possible-now', 'too-many-attempts'],
});

export const requestPasswordReset = defineOperation({
  id: 'requestPasswordReset',
  tag: 'account',
  method: 'post',
  path: '/password-resets',
  summary: 'Ask for a link by mail with which to choose a new password',
  description: 'The same answer whatever the address: whether there is an account is nobody’s business.',
  scope: 'public',
  body: z.strictObject({ email: mailAddress }),
  output: z.object({
    mailGoesOut: z.boolean().meta({ description: 'False where this platform sends no mail: ask its administrator.' }),
  }),
  status: 202,
  errors: ['too-many-attempts'],
});

export const resetPassword = defineOperation({
  id: 'resetPassword',
  tag: 'account',
  method: 'post',
  path: '/password-resets/use',
  summary: 'Choose a new password with the link from the mail, and be signed in; all sessions before end',
  scope: 'public',
  body: z.strictObject({ token: linkToken, password: newPassword }),
  output: session,
  status: 201,
  errors: ['not-found'],
});
