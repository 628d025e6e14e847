import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { instantText, slug } from './words.ts';

export const session = z
  .object({
    kind: z.enum(['demo', 'operator', 'organisation']),
    organisation: slug.nullable().meta({ description: 'Null when every organisation may be seen.' }),
    demo: z.boolean(),
    expiresAt: instantText,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const showSession = defineOperation({
  id: 'showSession',
  tag: 'access',
  method: 'get',
  path: '/session',
  summary: 'Who you are signed in as',
  description:
    'Answers not-signed-in with `demo` in the code’s detail when a demo session may be opened without a key.',
  scope: 'read',
  output: session,
  errors: ['not-signed-in'],
});

export const openSession = defineOperation({
  id: 'openSession',
  tag: 'access',
  method: 'post',
  path: '/session',
  summary: 'Sign in a browser with an API key; in the demo, on loopback, without one',
  scope: 'public',
  body: z.strictObject({ apiKey: z.string().max(200).optional() }),
  output: session,
  status: 201,
  errors: ['not-signed-in'],
});

export const closeSession = defineOperation({
  id: 'closeSession',
  tag: 'access',
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  scope: 'public',
  output: z.object({ closed: z.boolean() }),
});

export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    organisation: slug.nullable(),
    scopes: z.array(z.enum(['read', 'write'])),
    createdAt: instantText,
    lastUsedAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const addApiKey = defineOperation({
  id: 'addApiKey',
  tag: 'access',
  method: 'post',
  path: '/api-keys',
  summary: 'Make an API key for one organisation; the key is shown this once',
  scope: 'operator',
  body: z.strictObject({
    organisation: slug,
    name: z.string().trim().min(1).max(100),
    scopes: z
      .array(z.enum(['read', 'write']))
      .min(1)
      .default(['read']),
  }),
  output: apiKey.extend({ key: z.string() }),
  status: 201,
  errors: ['not-found'],
});

export const listApiKeys = defineOperation({
  id: 'listApiKeys',
  tag: 'access',
  method: 'get',
  path: '/api-keys',
  summary: 'API keys, without the keys',
  scope: 'operator',
  output: z.object({ items: z.array(apiKey) }),
});

export const revokeApiKey = defineOperation({
  id: 'revokeApiKey',
  tag: 'access',
  method: 'delete',
  path: '/api-keys/{id}',
  summary: 'Revoke an API key at once',
  scope: 'operator',
  params: z.object({ id: z.string().max(60) }),
  output: apiKey,
  errors: ['not-found'],
});
