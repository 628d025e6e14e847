// Test support: a mail server on a port of its own, which keeps what it takes and can be told to refuse.
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { MailServer } from '../config/config.ts';

export interface TakenMail {
  /** As the server was told, apart from what the headers say. */
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

export interface MailServerForTests {
  readonly taken: TakenMail[];
  readonly server: MailServer;
  /** What is answered instead of taking the next so many mails. */
  refuse(at: 'recipient' | 'message', reply: number, times: number): void;
  /** Called when a mail has come whole, before it is taken. */
  beforeTaking: (() => void) | null;
  close(): Promise<void>;
}

export interface StartMailServer {
  /** Asks for this sign-in. */
  readonly signIn?: { readonly user: string; readonly password: string };
  /** Offers STARTTLS with a certificate that nobody vouches for. */
  readonly offersTls?: boolean;
  readonly port?: number;
}

export async function startMailServer({
  signIn,
  offersTls = false,
  port = 0,
}: StartMailServer = {}): Promise<MailServerForTests> {
  const taken: TakenMail[] = [];
  const refusals: { at: 'recipient' | 'message'; reply: number }[] = [];
  const refusal = (at: 'recipient' | 'message'): Error | null => {
    const next = refusals.findIndex((one) => one.at === at);
    const [one] = next < 0 ? [] : refusals.splice(next, 1);
    return one === undefined
      ? null
      : Object.assign(new Error('not today, asha@venue.example'), { responseCode: one.reply });
  };
  const smtp = new SMTPServer({
    authOptional: signIn === undefined,
    allowInsecureAuth: true,
    disabledCommands: [...(offersTls ? [] : ['STARTTLS']), ...(signIn === undefined ? ['AUTH'] : [])],
    onAuth(auth, _session, done) {
      const isRight = auth.username === signIn?.user && auth.password === signIn?.password;
      done(isRight ? null : new Error('no'), isRight ? { user: auth.username } : undefined);
    },
    onRcptTo: (_address, _session, done) => done(refusal('recipient')),
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const refused = refusal('message');
        if (refused !== null) return done(refused);
        found.beforeTaking?.();
        const raw = Buffer.concat(pieces).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        simpleParser(raw)
          .then((parsed) => taken.push({ to, raw, parsed }))
          .then(() => done(), done);
      });
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  const at = smtp.server.address() as AddressInfo;
  const found: MailServerForTests = {
    taken,
    server: {
      host: '127.0.0.1',
      port: at.port,
      tls: 'none',
      signIn: signIn === undefined ? null : { ...signIn },
      from: { name: 'Illuminate', address: 'illuminate@tickets.example' },
    },
    refuse: (where, reply, times) => refusals.push(...Array.from({ length: times }, () => ({ at: where, reply }))),
    beforeTaking: null,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return found;
}
