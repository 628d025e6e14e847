import { type ClientProof, NotFoundError } from '@illuminate/connector-kit';
import { origin, signedHttp } from './client.ts';
import { partnerConfig } from './config.ts';
import { isObject } from './normalise/fields.ts';

/**
 * PROVISIONAL: that a name put into the client's own system can be seen with the partner's credential is inferred [I]; that events
 * are found by `name` is documented [D]. A new event is chosen because whoever may make one works for the client, and because
 * one that is not on sale is seen by nobody else. One question, and only events that bear the code are in its answer.
 */
export const clientProof: ClientProof = {
  label: 'provisional',
  steps: [
    'Open the Control Panel.',
    'Click Events, then New event.',
    'Type {code} as its name. Nothing else is needed: put it on sale nowhere, and give it no dates.',
    'Save it. You can delete it as soon as this page says that we have seen it.',
  ],
  async find({ partner, client, code }, io, signal) {
    const credential = partnerConfig.parse(partner);
    const http = signedHttp(`${origin(credential.host)}/${encodeURIComponent(client)}/api/v3/`, credential, io);
    try {
      const { data } = await http.getJson(`events?name=${encodeURIComponent(code)}`, {
        route: 'events by name',
        signal,
        tries: 1,
      });
      return Array.isArray(data) && data.some((event: unknown) => bears(event, code));
    } catch (err) {
      if (err instanceof NotFoundError) return false;
      throw err;
    } finally {
      await http.close();
    }
  },
};

/** People add words of their own around a code. */
function bears(event: unknown, code: string): boolean {
  const name = isObject(event) ? event.name : undefined;
  return typeof name === 'string' && name.toUpperCase().includes(code.toUpperCase());
}
