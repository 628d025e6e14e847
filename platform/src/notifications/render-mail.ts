import type { Context } from '../context.ts';
import type { Mail } from '../control/schema/notifications.ts';
import { type Letter, oneLine } from './letter.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { writeLetter } from './templates/all.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail says, made from what is sealed; null once that is gone, or if this version has no such template. */
export async function renderMail(
  { keys, address }: Pick<Context, 'keys' | 'address'>,
  mail: Pick<Mail, 'id' | 'template' | 'payload'>,
): Promise<RenderedMail | null> {
  if (mail.payload === null) return null;
  const filling: unknown = JSON.parse((await keys.openOwn(['mail', mail.id], mail.payload)).toString('utf8'));
  const letter = writeLetter(mail.template, filling);
  return letter === null ? null : render(letter, address);
}

const render = (letter: Letter, address: string): RenderedMail => ({
  subject: oneLine(letter.subject),
  text: renderText(letter, address),
  html: renderHtml(letter, address),
});
