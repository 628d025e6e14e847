// The one door to the mail server. What it answers may quote addresses and is never kept: only its number, and a word of ours.
import { createTransport, type NodemailerError } from 'nodemailer';
import type { MailServer } from '../config/config.ts';

/** What went wrong, by what happens next. */
export type MailFailure =
  | 'server-unreachable'
  | 'encryption-refused'
  | 'sign-in-refused'
  | 'sender-refused'
  | 'recipient-refused'
  | 'message-refused'
  | 'put-off';

export interface Posted {
  readonly failure: MailFailure | null;
  /** The number that the server answered with. */
  readonly reply: number | null;
  /** Whether another try can end otherwise. */
  readonly isFinal: boolean;
  /** Whether the next mail would meet the same. */
  readonly concernsServer: boolean;
}

export interface Post {
  readonly messageId: string;
  readonly to: { readonly address: string; readonly name: string | null };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
}

export interface Postman {
  post(post: Post): Promise<Posted>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** Opens a connection when there is something to send, and uses it for all that is sent. */
export function openPostman(server: MailServer, greetAs: string): Postman {
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: server.host,
    port: server.port,
    secure: server.tls === 'at-once',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    name: greetAs,
    ...(server.signIn === null ? {} : { auth: { user: server.signIn.user, pass: server.signIn.password } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // Nothing in a mail may make this process read a file or call an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = { name: server.from.name ?? '', address: server.from.address };
  return {
    async post({ messageId, to, subject, text, html, date }) {
      try {
        await transport.sendMail({
          from,
          to: { name: to.name ?? '', address: to.address },
          // Said apart from the headers, so that no header can add a recipient.
          envelope: { from: server.from.address, to: [to.address] },
          messageId,
          date,
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { failure: null, reply: null, isFinal: true, concernsServer: false };
      } catch (err) {
        return postedOf(err);
      }
    },
    close: () => transport.close(),
  };
}

function postedOf(err: unknown): Posted {
  const { code = '', responseCode, command = '' } = err as NodemailerError;
  const reply = responseCode ?? null;
  const isFinal = reply !== null && reply >= 500;
  const ofServer = (failure: MailFailure): Posted => ({ failure, reply, isFinal: false, concernsServer: true });
  const ofMail = (failure: MailFailure): Posted => ({
    failure: isFinal ? failure : 'put-off',
    reply,
    isFinal,
    concernsServer: false,
  });
  if (['EAUTH', 'ENOAUTH', 'EOAUTH2'].includes(code)) return ofServer('sign-in-refused');
  if (['ETLS', 'EREQUIRETLS'].includes(code) || isOfCertificate(err)) return ofServer('encryption-refused');
  // Without a number it is the line that failed, wherever in the talk.
  if (reply === null || reply === 421) return ofServer('server-unreachable');
  if (command.startsWith('MAIL')) return ofServer('sender-refused');
  if (code === 'EENVELOPE') return ofMail('recipient-refused');
  if (code === 'EMESSAGE') return ofMail('message-refused');
  return ofServer('server-unreachable');
}

/** The library keeps no code of these, only the words of OpenSSL. */
function isOfCertificate(err: unknown): boolean {
  return err instanceof Error && /certificate|self.signed|\b(?:SSL|TLS)\b|wrong version/i.test(err.message);
}
