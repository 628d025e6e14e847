import type { Output } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { notFound } from '../../refusal.ts';
import { agreementText } from './agreement-text.ts';
import { blocksOf } from './blocks.ts';

/** What an organisation would agree to now. */
export function showAgreement(
  { connectors }: Pick<Context, 'connectors'>,
  { organisation, provider }: { readonly organisation: Organisation; readonly provider: string },
): Output<'showAgreement'> {
  const connector = connectors.get(provider);
  if (connector === undefined) throw notFound(`provider called ${provider}`);
  const { version, text, hash } = agreementText(connector, organisation.name);
  return { version, hash, markdown: text, blocks: blocksOf(text) };
}
