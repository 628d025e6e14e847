// SMTP_URL and MAIL_FROM: where mail goes out, and from whom it comes.
import { mailAddress } from '@illuminate/contract';
import type { MailServer } from './config.ts';
import { isLoopback } from './loopback.ts';

export type Sender = MailServer['from'];

export const MAIL_URL_FORM =
  'must look like smtps://user:password@mail.example or smtp://user:password@mail.example:587 (a password is sent over an encrypted connection only)';

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
const isWithoutTls = (url: URL): boolean => isLoopback(hostOf(url)) || url.searchParams.get('starttls') === 'off';

export function isMailUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (!['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || url.hash !== '') return false;
  if (!['', '/'].includes(url.pathname) || !isReadable(url.username) || !isReadable(url.password)) return false;
  const known = [...url.searchParams].every(([name, value]) => name === 'starttls' && value === 'off');
  if (!known || (url.protocol === 'smtps:' && url.search !== '')) return false;
  return url.protocol === 'smtps:' || url.username === '' || isLoopback(hostOf(url)) || !isWithoutTls(url);
}

function isReadable(part: string): boolean {
  try {
    return decodeURIComponent(part) !== null;
  } catch {
    return false;
  }
}

/** Of a text that `isMailUrl` let pass. */
export function serverOf(text: string): Omit<MailServer, 'from'> {
  const url = new URL(text);
  const tls = url.protocol === 'smtps:' ? 'at-once' : isWithoutTls(url) ? 'none' : 'starttls';
  const usual = { 'at-once': 465, starttls: 587, none: 25 }[tls];
  return {
    host: hostOf(url),
    port: url.port === '' ? usual : Number(url.port),
    tls,
    signIn:
      url.username === ''
        ? null
        : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
  };
}

/** "Name <address>" or an address alone; null where it is neither. */
export function senderOf(text: string): Sender | null {
  const [, name = '', inner] = /^\s*"?([^"<>\p{C}]*?)"?\s*<([^<>]+)>\s*$/u.exec(text) ?? [];
  const address = mailAddress.safeParse(inner ?? text.trim());
  if (!address.success) return null;
  return { name: name === '' ? null : name, address: address.data };
}
