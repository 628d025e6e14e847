import type { Request } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import { titleOf } from './describe-request.ts';
import { afterMove } from './moves.ts';

type Answer = Request['templates'][number];

/** What the desk often writes, whatever the provider. */
const GENERAL: readonly Answer[] = [
  {
    title: 'Everything is there',
    move: 'make-ready',
    text: 'Dear {contact},\n\nthank you, we have everything we need to connect {organisation}. You will hear from us when it is done.\n\nThe support desk',
  },
  {
    title: 'Cannot be done',
    move: 'decline',
    text: 'Dear {contact},\n\nwe are sorry that we cannot do this for {organisation}: …\n\nThe support desk',
  },
];

const OF_SIGN_UP: readonly Answer[] = [
  {
    title: 'Ask what it is about',
    move: 'ask-organisation',
    text: 'Dear {contact},\n\nthank you for asking. Could you tell us which box office system {organisation} uses, and from whom you heard of us?\n\nThe support desk',
  },
];

/** Answers to begin from, those that are possible now, with the names filled in. */
export function answersFor(deps: Pick<Context, 'connectors'>, request: RequestRow): Answer[] {
  const ofProvider =
    request.provider === null ? [] : (deps.connectors.get(request.provider)?.supportRequest?.answers ?? []);
  const filled: Readonly<Record<string, string>> = {
    contact: request.contact_name,
    organisation: request.organisation_name,
    account: request.account ?? '…',
    provider: titleOf(deps, request) ?? 'the box office system',
  };
  return [...ofProvider, ...(request.kind === 'sign-up' ? OF_SIGN_UP : []), ...GENERAL]
    .filter(({ move }) => afterMove(request, move) !== null)
    .map(({ title, move, text }) => ({
      title,
      move,
      text: text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => filled[name] ?? whole),
    }));
}
