import {
  AbortSyncError,
  type ConsentingClient,
  type ProviderConsent,
  ReauthoriseError,
} from '@illuminate/connector-kit';
import { origin, signedHttp, TITLE } from './client.ts';
import { clientProof } from './client-proof.ts';
import { partnerConfig, type SpektrixConfig } from './config.ts';
import { isObject, textOrNull } from './normalise/fields.ts';

const ROUTE = 'partner clients';

/**
 * PROVISIONAL, invented: how Spektrix tells a partner which clients have allowed it is not public (README.md, "Consent"). The
 * steps are those of the guide that this product's forerunner gave to its users.
 */
export const providerConsent: ProviderConsent<SpektrixConfig> = {
  label: 'provisional',
  partner: partnerConfig,
  async listConsentingClients(partner, io, signal) {
    const credential = partnerConfig.parse(partner);
    const http = signedHttp(`${origin(credential.host)}/partner/api/v1/`, credential, io);
    try {
      const { data } = await http.getJson('clients', { route: ROUTE, signal });
      return clientsIn(data);
    } catch (err) {
      throw err instanceof ReauthoriseError && err.fault.code === 'credential-refused' ? partnerRefused() : err;
    } finally {
      await http.close();
    }
  },
  configFor(partner, client) {
    return { ...partnerConfig.parse(partner), client, permission: 'provider-consent' };
  },
  steps: [
    'Log in to Spektrix as an admin who may use the Settings Interface.',
    'Open the Control Panel.',
    'Click Settings (in the old Interface: Control Panel > Go to New Interface first).',
    'Click Configuration.',
    'Click System Setup.',
    'Select Third Party Integrations from the menu on the left of the screen.',
    'Click on the toggle next to “Allow Illuminate to access my data on behalf of the Arts Council”.',
    'Once the toggle has changed from grey to green, everything is set up. You can remove the permission at any time by switching it back to grey.',
  ],
  whoCan: 'an admin who may use the Settings Interface',
  switchLabel: 'Allow Illuminate to access my data on behalf of the Arts Council',
  proof: clientProof,
};

/** The list, or an error: a list that cannot be read whole must never look like one that got shorter. */
function clientsIn(data: unknown): readonly ConsentingClient[] {
  const list = isObject(data) ? data.clients : undefined;
  if (!Array.isArray(list)) throw unreadableList();
  return list.map((entry: unknown) => {
    const client = isObject(entry) ? entry.client : undefined;
    if (typeof client !== 'string' || !/^[A-Za-z0-9_.-]{1,100}$/.test(client)) throw unreadableList();
    return { client, allowedSince: isObject(entry) ? textOrNull(entry.allowedSince) : null };
  });
}

function unreadableList(): AbortSyncError {
  return new AbortSyncError({
    code: 'consent-list-unreadable',
    cause: `The list of clients who allow access could not be understood (${TITLE}).`,
    whoActs: 'provider',
    nextStep: `Nothing is concluded from it. Ask ${TITLE} whether the list has changed its form.`,
  });
}

function partnerRefused(): ReauthoriseError {
  return new ReauthoriseError({
    code: 'partner-credential-refused',
    cause: `${TITLE} refused the operator's own sign-in as a partner.`,
    whoActs: 'operator',
    nextStep: `Enter a valid partner login and key for ${TITLE}.`,
  });
}
