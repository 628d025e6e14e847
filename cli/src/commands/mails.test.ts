import type { Mail } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const mail: Mail = {
  id: 'mai_1',
  template: 'invitation',
  to: { address: 'asha@venue.example', name: 'Asha' },
  subject: 'You are invited',
  organisation: 'riverside',
  organisationName: 'Riverside Theatre',
  concerns: null,
  state: 'queued',
  tries: 0,
  queuedAt: '2026-11-24T10:00:00Z',
  nextTryAt: '2026-11-24T10:00:00Z',
  lastTriedAt: null,
  sentAt: null,
  failure: null,
};

test('the outbox says when nothing is sent', async () => {
  await using api = await startApi({ listMails: () => ({ items: [mail], nextCursor: null, sending: null }) });
  const { out, err, code } = await run(api.url, ['mails', 'list']);
  expect(out).toMatch(/^1 mail\n\nId .*\nmai_1 +queued +asha@venue\.example +You are invited +invitation/);
  expect(err).toMatch(/^No mail is sent/);
  expect(code).toBe(0);
});

test('a mail is printed as it reads, without power over the terminal', async () => {
  const content = { subject: 'x', text: 'Hello\n\nOpen:\nhttp://127.0.0.1:4310/a\u001b[2J\n', html: '' };
  await using api = await startApi({ showMail: () => ({ ...mail, content, hidden: null }) });
  const { out } = await run(api.url, ['mails', 'show', 'mai_1']);
  expect(out).toMatch(/^To +Asha <asha@venue\.example>$/m);
  expect(out).toMatch(/^Organisation +Riverside Theatre$/m);
  expect(out.endsWith('Hello\n\nOpen:\nhttp://127.0.0.1:4310/a [2J\n')).toBe(true);
});

test('a mail that is for its reader alone says so', async () => {
  await using api = await startApi({ showMail: () => ({ ...mail, content: null, hidden: 'for-its-reader' }) });
  expect((await run(api.url, ['mails', 'show', 'mai_1'])).err).toMatch(/for its reader alone/);
});
