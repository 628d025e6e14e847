import type { Connector } from '@illuminate/connector-kit';
import type { z } from 'zod';
import { fieldsOf } from '../providers/setting-fields.ts';
import { invalidInput } from '../refusal.ts';
import { lastFourOf } from './last-four.ts';

/** A sign-in as the connector takes it, and its halves: what may be shown, and what is sealed. */
export interface SignIn {
  readonly config: unknown;
  readonly settings: Record<string, string>;
  readonly secrets: Record<string, string>;
  readonly lastFour: string;
}

/** Puts settings and secret together and has the connector's schema look at them. @throws Refusal invalid-input */
export function parseSignIn(
  connector: Connector,
  given: { readonly settings: Readonly<Record<string, string>>; readonly secret: string | undefined },
): SignIn {
  const fields = fieldsOf(connector.config);
  const secretNames = new Set(fields.filter(({ secret }) => secret).map(({ name }) => name));
  const known = new Set(fields.map(({ name }) => name));
  const wrong = Object.keys(given.settings)
    .filter((name) => !known.has(name) || secretNames.has(name))
    .map((name) => ({
      path: `body.settings.${name}`,
      message: secretNames.has(name) ? 'is a secret: send it as `secret`' : `is no setting of ${connector.title}`,
    }));
  if (given.secret !== undefined && secretNames.size === 0) {
    wrong.push({ path: 'body.secret', message: `is not used: ${connector.title} asks for no secret` });
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  const secrets: Record<string, string> = {};
  for (const name of secretNames) if (given.secret !== undefined) secrets[name] = given.secret;
  const parsed = connector.config.safeParse({ ...given.settings, ...secrets });
  if (!parsed.success) throw invalidInput(issuesOf(parsed.error, secretNames, { ...given.settings, ...secrets }));
  const settings = Object.fromEntries(
    Object.entries(parsed.data as Record<string, unknown>)
      .filter(([name]) => known.has(name) && !secretNames.has(name))
      .map(([name, value]) => [name, String(value)]),
  );
  return { config: parsed.data, settings, secrets, lastFour: lastFourOf(given.secret ?? '') };
}

function issuesOf(error: z.ZodError, secretNames: ReadonlySet<string>, given: Readonly<Record<string, string>>) {
  return error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? '');
    const where = secretNames.has(name) ? 'body.secret' : `body.settings.${name}`;
    return { path: where, message: name in given ? message : 'is missing' };
  });
}
