import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { organisationRole, platformRole } from './roles.ts';
import { instantText, slug } from './words.ts';

const may = z.array(z.string()).meta({ description: 'Ids of operations.' });

export const session = z
  .object({
    kind: z.enum(['demo', 'operator', 'organisation', 'person']),
    organisation: slug.nullable().meta({ description: 'The only one that may be seen; null where there may be more.' }),
    demo: z.boolean(),
    expiresAt: instantText,
    person: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    memberships: z.array(
      z.object({
        organisation: z.object({ slug, name: z.string() }),
        role: organisationRole,
        may: may.meta({ description: 'Ids of the operations that this role allows in this organisation.' }),
      }),
    ),
    platformRoles: z.array(
      z.object({ role: platformRole, provider: z.object({ id: z.string(), title: z.string() }).nullable() }),
    ),
    may: may.meta({ description: 'Ids of the operations allowed wherever something may be seen.' }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const showSession = defineOperation({
  id: 'showSession',
  tag: 'access',
  method: 'get',
  path: '/session',
  summary: 'Who you are signed in as, and what you may do',
  description:
    'Answers not-signed-in with `demo` in the code’s detail when a demo session may be opened without a key.',
  scope: 'read',
  output: session,
  errors: ['not-signed-in'],
});

export const lookUpSession = defineOperation({
  id: 'lookUpSession',
  tag: 'access',
  method: 'get',
  path: '/session/held',
  summary: 'Who the browser is signed in as, if anybody',
  description:
    'For a page that is opened by whoever comes by: that nobody is signed in is an answer here, and no error. A key that opens nothing is refused all the same.',
  scope: 'public',
  output: z.object({
    session: session.nullable().meta({ description: 'As showSession tells it; null where nobody is signed in.' }),
    demo: z
      .boolean()
      .meta({ description: 'Whether a session may be opened without a sign-in: in the demo, on loopback.' }),
  }),
  errors: ['not-signed-in'],
});

const onlyOneWay = 'give an e-mail address with a password, or an API key, or in the demo whom to look around as';

export const openSession = defineOperation({
  id: 'openSession',
  tag: 'access',
  method: 'post',
  path: '/session',
  summary: 'Sign in a browser by e-mail and password, or with an API key; in the demo, on loopback, as anybody',
  description:
    'A wrong password and an e-mail address without an account have the same answer. After some wrong ones in a row the next are refused for a while (too-many-attempts, with Retry-After); a browser that has signed in before is not held up by the mistakes of others. The session that the browser had before ends.',
  scope: 'public',
  body: z
    .strictObject({
      email: z.string().max(300).optional(),
      password: z.string().max(1000).optional(),
      apiKey: z.string().max(200).optional(),
      as: z.string().max(300).optional().meta({ description: 'In the demo: the e-mail address of a demo person.' }),
    })
    .refine(
      (body) =>
        (body.email === undefined) === (body.password === undefined) &&
        [body.email, body.apiKey, body.as].filter((given) => given !== undefined).length <= 1,
      { message: onlyOneWay },
    ),
  output: session,
  status: 201,
  errors: ['not-signed-in', 'too-many-attempts'],
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

export const listDemoPeople = defineOperation({
  id: 'listDemoPeople',
  tag: 'access',
  method: 'get',
  path: '/session/demo-people',
  summary: 'Whom one may look around as in the demo; nobody outside it',
  scope: 'public',
  output: z.object({
    items: z.array(
      z.object({
        email: z.string(),
        name: z.string(),
        memberships: z.array(z.object({ organisation: z.object({ slug, name: z.string() }), role: organisationRole })),
        platformRoles: z.array(
          z.object({ role: platformRole, provider: z.object({ id: z.string(), title: z.string() }).nullable() }),
        ),
      }),
    ),
  }),
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
  query: z.object({ organisation: slug.optional() }),
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
