import type { BrowserContext } from 'playwright-core';
import type { StartedPlatform } from '../support/start-platform.ts';

type Credentials = { readonly as: string } | { readonly apiKey: string };

/** Signs a browser in as the web app would: a person of the demo, or whoever holds a key. */
export async function signIn(context: BrowserContext, address: string, data: Credentials): Promise<void> {
  const headers = { origin: address, 'sec-fetch-site': 'same-origin' };
  await context.clearCookies();
  const opened = await context.request.post(`${address}/api/v1/session`, { data, headers });
  if (opened.status() !== 201) throw new Error(`signing in answered ${opened.status()}`);
}

/** Adds an organisation and goes on as somebody who decides for it. */
export async function signInForNew(
  context: BrowserContext,
  { api, address }: Pick<StartedPlatform, 'api' | 'address'>,
  { slug, name }: { readonly slug: string; readonly name: string },
): Promise<void> {
  await api.call('addOrganisation', { body: { slug, name, zone: 'Europe/London', currency: 'GBP' } });
  const { key } = await api.call('addApiKey', {
    body: { organisation: slug, name: 'test', scopes: ['read', 'write'] },
  });
  await signIn(context, address, { apiKey: key });
}
