import type { Context } from '../context.ts';
import { listCandidates } from '../providers/list-candidates.ts';
import { listProviders } from '../providers/list-providers.ts';
import { setPartnerCredential } from '../providers/set-partner-credential.ts';
import { createWishes } from '../providers/wish-for-system.ts';
import type { Handlers } from './call.ts';

type OfProviders = Pick<Handlers, 'listProviders' | 'listCandidates' | 'wishForSystem' | 'setPartnerCredential'>;

export function providersHandlers(context: Context): OfProviders {
  const wish = createWishes(context);
  return {
    listProviders: async () => ({ items: await listProviders(context) }),
    listCandidates: () => listCandidates(context),
    wishForSystem: async ({ body, browser }) => ({
      counted: await wish({ system: body.system, network: browser.network }),
    }),
    setPartnerCredential: ({ params, body, actor }) =>
      setPartnerCredential(context, { provider: params.provider, settings: body.settings, actor }),
  };
}
