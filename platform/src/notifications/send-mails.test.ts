// Mails through a real mail server, and what happens to them where there is none.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Config } from '../config/config.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { checkMail } from './check-mail.ts';
import { listMails } from './list-mails.ts';
import { type MailServerForTests, startMailServer } from './mail-server-for-tests.ts';
import { type NewMail, queueMail } from './queue-mail.ts';
import { retryMail } from './retry-mail.ts';
import { sendMails, takeUpMails } from './send-mails.ts';
import { showMail } from './show-mail.ts';
import type { TemplateName } from './templates/all.ts';

let box: ContextForTests;
let post: MailServerForTests;
const never = new AbortController().signal;

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  post = await startMailServer();
});
afterEach(async () => {
  await post.close();
  await box.context.db.deleteFrom('mails').execute();
});

const withServer = (mail: Config['mail'] = post.server) => {
  const { mail: _, ...config } = box.context.config;
  return { ...box.context, config: mail === undefined ? config : { ...config, mail } };
};
const withoutServer = () => ({ ...box.context, config: { ...box.context.config } });

const send = (server?: Config['mail']) => sendMails(withServer(server), never);
const queue = <Name extends TemplateName>(mail: NewMail<Name>) =>
  box.context.db.transaction().execute((trx) => queueMail(box.context, trx, mail));
const reset = (address = 'asha@venue.example') =>
  queue({
    to: { address },
    template: 'password-reset',
    filling: { path: '/reset?token=opens-everything', minutes: 30 },
  });
const row = (id: string) =>
  box.context.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('A mail', () => {
  test('comes as text and as HTML, with letters of Wales, pounds and absolute links; then nothing of it is left', async () => {
    const id = await queue({
      to: { address: 'asha@venue.example', name: 'Asha Rhŷs' },
      template: 'request-moved',
      filling: {
        reference: 'R-1042',
        organisation: 'Theatr y Môr & Sons <Cyf>',
        title: 'Connect a box office',
        path: '/request/status?token=a-b_c',
        state: 'Waiting for you',
        says: 'Croeso! The fee is £12.50, ŵ and all.',
        note: 'First line\nsecond <b>line</b>',
      },
    });
    expect(JSON.stringify(await row(id))).not.toContain('a-b_c');
    await send();
    const [mail] = post.taken;
    expect(mail?.to).toEqual(['asha@venue.example']);
    const { subject, text = '', html, from, to, messageId } = mail?.parsed ?? {};
    expect(subject).toBe('Waiting for you: your request R-1042');
    expect(from?.text).toBe('"Illuminate" <illuminate@tickets.example>');
    expect(to).toMatchObject({ value: [{ address: 'asha@venue.example', name: 'Asha Rhŷs' }] });
    expect(messageId).toBe(`<${id}@tickets.example>`);
    const link = 'http://127.0.0.1:4310/request/status?token=a-b_c';
    expect(text).toContain(link);
    expect(text).toContain('£12.50, ŵ and all');
    expect(text).toContain('> First line\n> second <b>line</b>');
    expect(html).toContain(`href="${link}"`);
    expect(html).toContain('Theatr y Môr &amp; Sons &lt;Cyf&gt;');
    expect(html).toContain('second &lt;b&gt;line&lt;/b&gt;');
    // Neither scripts nor anything that a mail client would fetch.
    expect(html).not.toMatch(/<script|<img|<link|src=|url\(/i);
    expect(await row(id)).toMatchObject({ state: 'sent', tries: 1, payload: null, last_failure: null });
    await send();
    expect(post.taken).toHaveLength(1);
  });

  test.each([
    ['a name', { to: { address: 'a@b.example', name: 'Asha\r\nBcc: spy@evil.example' } }],
    ['an organisation', { organisation: 'Riverside\r\nBcc: spy@evil.example\r\n\r\nBuy!' }],
    ['a line separator', { organisation: 'Riverside\u2028Bcc: spy@evil.example' }],
    ['a name with markup of addresses', { to: { address: 'a@b.example', name: 'x" <spy@evil.example>, "y' } }],
  ])(
    'cannot be given another header or reader by %s',
    async (_, {
      to = { address: 'a@b.example' },
      organisation = 'O',
    }: Partial<{ to: NewMail['to']; organisation: string }>) => {
      await queue({
        to,
        template: 'invitation',
        filling: { organisation, role: 'member', invitedBy: 'x', path: '/i', days: 7 },
      });
      await send();
      const [mail] = post.taken;
      expect(mail?.to).toEqual(['a@b.example']);
      expect(mail?.parsed.bcc).toBeUndefined();
      expect(mail?.parsed.to).toMatchObject({ value: [{ address: 'a@b.example' }] });
      expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
    },
  );

  test.each([
    'a@b.example, c@d.example',
    'a@b.example\r\nRCPT TO:<c@d.example>',
    '<a@b.example>',
    'a@localhost',
    'a b@c.example',
    'a@b..example',
    '"a b"@c.example',
    'ä@b.example',
  ])('does not go to %j', async (address) => {
    await expect(reset(address)).rejects.toThrow();
  });

  test.each(['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '/a b'])(
    'does not lead to %j',
    async (path) => {
      await expect(
        queue({ to: { address: 'a@b.example' }, template: 'password-reset', filling: { path, minutes: 5 } }),
      ).rejects.toThrow();
    },
  );
});

describe('A server that refuses', () => {
  test('for now is asked again later and later; the mail goes out once', async () => {
    const id = await reset();
    post.refuse('message', 451, 2);
    await send();
    expect(await row(id)).toMatchObject({ state: 'queued', tries: 1, last_failure: 'put-off', last_reply: 451 });
    await send();
    expect(await row(id)).toMatchObject({ tries: 1 });
    await box.clock.advance(60_000);
    await send();
    expect(await row(id)).toMatchObject({ state: 'queued', tries: 2 });
    await box.clock.advance(5 * 60_000);
    await send();
    expect(post.taken).toHaveLength(1);
    expect(await row(id)).toMatchObject({ state: 'sent', tries: 3, payload: null, last_failure: null });
  });

  test('an address for good is not asked again, until somebody says so; what it said is kept nowhere', async () => {
    const id = await reset();
    post.refuse('recipient', 550, 1);
    await send();
    const failed = await row(id);
    expect(failed).toMatchObject({ state: 'failed', last_failure: 'recipient-refused', last_reply: 550 });
    expect(JSON.stringify(failed)).not.toContain('not today');
    await box.clock.advance((24 * 3_600_000) / 24);
    await send();
    expect(post.taken).toHaveLength(0);
    expect(await checkMail(withServer())).toMatchObject({ level: 'warning' });
    await retryMail(withServer(), { id, actor: 'test' });
    await send();
    expect(post.taken).toHaveLength(1);
    await expect(retryMail(withServer(), { id, actor: 'test' })).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  test('one mail does not hold up the next', async () => {
    const first = await reset('gone@venue.example');
    await box.clock.advance(1);
    await reset('here@venue.example');
    post.refuse('recipient', 550, 1);
    await send();
    expect(post.taken.map(({ to }) => to)).toEqual([['here@venue.example']]);
    expect(await row(first)).toMatchObject({ state: 'failed' });
  });

  test.each([
    [
      'our sign-in',
      'sign-in-refused',
      { signIn: { user: 'desk', password: 'right' } },
      { signIn: { user: 'desk', password: 'wrong' } },
    ],
    ['to be vouched for', 'encryption-refused', { offersTls: true }, { tls: 'starttls' as const }],
    ['encryption', 'encryption-refused', {}, { tls: 'starttls' as const }],
  ])('%s is told to the operator, and no mail is given up for it', async (_, failure, started, change) => {
    const strict = await startMailServer(started);
    const id = await reset();
    const server = { ...strict.server, ...change };
    await send(server);
    expect(await row(id)).toMatchObject({ state: 'queued', last_failure: failure });
    expect(strict.taken).toHaveLength(0);
    expect(await checkMail(withServer(server))).toMatchObject({
      level: 'warning',
      nextStep: expect.stringMatching(/SMTP_URL/),
    });
    await strict.close();
  });

  test('to be there is found again', async () => {
    const id = await reset();
    const { port } = post.server;
    await post.close();
    await send();
    expect(await row(id)).toMatchObject({ state: 'queued', last_failure: 'server-unreachable' });
    post = await startMailServer({ port });
    await box.clock.advance(60_000);
    await send();
    expect(post.taken).toHaveLength(1);
  });
});

test('A restart in between sends what was in hand once more under the same id, and nothing else twice', async () => {
  await reset('done@venue.example');
  await send();
  await box.clock.advance(1);
  const id = await reset('caught@venue.example');
  // As a process leaves it that ends while it talks to the server.
  await box.context.db
    .updateTable('mails')
    .set({ state: 'sending', tries: 1, next_try_at: null })
    .where('id', '=', id)
    .execute();
  await send();
  expect(post.taken).toHaveLength(1);
  await takeUpMails(box.context);
  await send();
  await takeUpMails(box.context);
  await send();
  expect(post.taken.map(({ parsed }) => parsed.messageId)).toEqual([expect.any(String), `<${id}@tickets.example>`]);
});

test('What is no longer worth reading is not sent, and its link lies nowhere', async () => {
  const id = await reset();
  await box.clock.advance(2 * 3_600_000);
  await send();
  expect(post.taken).toHaveLength(0);
  expect(await row(id)).toMatchObject({ state: 'failed', last_failure: 'expired', payload: null });
});

test('Without a mail server mails wait, can be read by the operator, links and all, and that is said', async () => {
  const id = await reset();
  await sendMails(withoutServer(), never);
  const { items, sending } = await listMails(withoutServer(), { state: null, after: null, limit: 10 });
  expect(items).toMatchObject([{ id, state: 'queued', to: { address: 'asha@venue.example' } }]);
  expect(sending).toBeNull();
  const shown = await showMail(withoutServer(), { id, actor: 'the operator' });
  expect(shown.content?.text).toContain('http://127.0.0.1:4310/reset?token=opens-everything');
  const looked = await box.context.db.selectFrom('audit').selectAll().where('subject', '=', id).execute();
  expect(looked).toMatchObject([{ action: 'mail.looked-at', actor: 'the operator' }]);
  expect(await checkMail(withoutServer())).toMatchObject({
    level: 'note',
    nextStep: expect.stringMatching(/SMTP_URL/),
  });
  await expect(retryMail(withoutServer(), { id, actor: 'x' })).rejects.toMatchObject({ code: 'not-possible-now' });
  // Where mail is sent, a link is for its reader alone.
  expect(await showMail(withServer(), { id, actor: 'x' })).toMatchObject({ content: null, hidden: 'for-its-reader' });
});

test('A list goes on where its page ended', async () => {
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    ids.unshift(await reset(`${name}@venue.example`));
    await box.clock.advance(1);
  }
  const first = await listMails(withServer(), { state: 'queued', after: null, limit: 2 });
  const rest = await listMails(withServer(), { state: 'queued', after: first.next, limit: 2 });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  expect(rest.next).toBeNull();
});

test('A deed that is undone sends nothing', async () => {
  const undone = box.context.db.transaction().execute(async (trx) => {
    await queueMail(box.context, trx, {
      to: { address: 'a@b.example' },
      template: 'password-reset',
      filling: { path: '/r', minutes: 5 },
    });
    throw new TypeError('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await send();
  expect(post.taken).toHaveLength(0);
});
