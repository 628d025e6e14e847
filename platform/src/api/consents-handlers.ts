import { acceptAgreement } from '../consents/agreement/accept-agreement.ts';
import { describeAgreement } from '../consents/agreement/describe-agreement.ts';
import { showAgreement } from '../consents/agreement/show-agreement.ts';
import { askDesk } from '../consents/claims/ask-desk.ts';
import { checkClaim } from '../consents/claims/check-claim.ts';
import { decideClaim } from '../consents/claims/decide-claim.ts';
import { listClaims } from '../consents/claims/list-claims.ts';
import { renewCode } from '../consents/claims/renew-code.ts';
import { showClaim } from '../consents/claims/show-claim.ts';
import { startClaim } from '../consents/claims/start-claim.ts';
import { connectBySignIn } from '../consents/connect-by-sign-in.ts';
import { listReceipts } from '../consents/receipts/list-receipts.ts';
import { showReceipt } from '../consents/receipts/show-receipt.ts';
import { trySignIn } from '../consents/try-sign-in.ts';
import type { Context } from '../context.ts';
import type { Handlers } from './call.ts';

type Id =
  | 'startClaim'
  | 'renewClaimCode'
  | 'checkClaim'
  | 'askDeskForClaim'
  | 'listClaims'
  | 'decideClaim'
  | 'showAgreement'
  | 'acceptAgreement'
  | 'listReceipts'
  | 'showReceipt'
  | 'trySignIn'
  | 'connectBySignIn';

export function consentsHandlers(context: Context): Pick<Handlers, Id> {
  return {
    startClaim: async ({ organisation, body, actor }) =>
      showClaim(context, await startClaim(context, { organisation, ...body, actor })),
    renewClaimCode: async ({ connection, actor }) => {
      await renewCode(context, { connection, actor });
      return showClaim(context, connection);
    },
    checkClaim: async ({ connection }) => {
      await checkClaim(context, connection);
      return showClaim(context, connection);
    },
    askDeskForClaim: async ({ connection, body, actor }) => {
      await askDesk(context, { connection, note: body.note, actor });
      return showClaim(context, connection);
    },
    listClaims: async () => ({ items: await listClaims(context) }),
    decideClaim: ({ params, body, actor }) => decideClaim(context, { claim: params.claim, ...body, actor }),
    showAgreement: async ({ organisation, params }) =>
      showAgreement(context, { organisation, provider: params.provider }),
    acceptAgreement: async ({ connection, body, actor }) =>
      describeAgreement(
        await acceptAgreement(context, { connection, ...body, position: body.position ?? null, actor }),
      ),
    listReceipts: async ({ connection }) => ({ items: await listReceipts(context, connection) }),
    showReceipt: ({ connection, params }) => showReceipt(context, { connection, receipt: params.receipt }),
    trySignIn: ({ organisation, body }) => trySignIn(context, { organisation, ...body }),
    connectBySignIn: ({ organisation, body, actor }) => connectBySignIn(context, { organisation, ...body, actor }),
  };
}
