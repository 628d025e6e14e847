import type { Request } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const request: Request = {
  id: 'R-1042',
  kind: 'connection',
  state: { code: 'new', tone: 'warn', icon: '●', word: 'With the support desk', sentence: 'It waits.' },
  organisationName: 'The Old Hall',
  organisation: null,
  provider: { id: 'acme', title: 'Acme Box Office' },
  account: 'oldhall',
  need: null,
  contact: { name: 'Sam', email: 'sam@oldhall.example' },
  createdAt: '2026-11-24T10:00:00Z',
  stateAt: '2020-01-01T10:00:00Z',
  lastTouchedAt: '2026-11-24T10:00:00Z',
  connection: null,
  assignee: null,
  moves: ['ask-organisation', 'complete'],
  timeline: [
    {
      ...{ at: '2026-11-24T10:00:00Z', by: 'Sam', from: 'requester', what: 'answered', sentence: 'Wrote to the desk.' },
      ...{ text: 'Two\nlines', internal: false },
    },
  ],
  templates: [],
  completion: {
    suggestedSlug: 'old-hall',
    methods: [
      {
        method: 'support-request',
        fields: [{ name: 'key', label: 'Key', help: '', secret: true, required: true, default: null }],
      },
    ],
  },
};

test('the queue is a table', async () => {
  await using api = await startApi({
    listRequests: () => ({ items: [request], nextCursor: null, counts: { new: 1 } }),
  });
  const { out, code } = await run(api.url, ['requests', 'list', '--assignee', 'nobody']);
  expect(out).toMatch(
    /^1 request\n\nId .*\nR-1042 +● With the support desk +Connect Acme Box Office +The Old Hall +\d+ days/,
  );
  expect(api.requests[0]?.asked.query).toMatchObject({ state: 'open', assignee: 'nobody' });
  expect(code).toBe(0);
});

test('a request says what happened and what can be done', async () => {
  await using api = await startApi({ showRequest: () => request });
  const { out } = await run(api.url, ['requests', 'show', 'R-1042']);
  expect(out).toContain('2026-11-24 10:00 Sam: Wrote to the desk. “Two lines”');
  expect(out).toContain('Possible now: ask-organisation, complete');
});

test('what a move sends is what was said', async () => {
  await using api = await startApi({ moveRequest: () => request, noteRequest: () => request });
  await run(api.url, ['requests', 'move', 'R-1042', 'ask-organisation', '--note', 'Which account?']);
  await run(api.url, ['requests', 'note', 'R-1042', 'hm']);
  expect(api.requests.map(({ asked }) => asked.body)).toEqual([
    { move: 'ask-organisation', note: 'Which account?' },
    { text: 'hm', internal: true },
  ]);
  expect((await run(api.url, ['requests', 'move', 'R-1042', 'explode'])).code).toBe(2);
});

test('completing takes no secret among its arguments, and a new organisation whole', async () => {
  await using api = await startApi({ showRequest: () => request, completeRequest: () => request });
  const complete = ['requests', 'complete', 'R-1042', '--method', 'support-request'];
  expect((await run(api.url, [...complete, '--set', 'key=x'])).err).toMatch(/secret/);
  expect((await run(api.url, [...complete, '--slug', 'old-hall'])).err).toMatch(/--slug, --zone and --currency/);
  const place = ['--slug', 'old-hall', '--zone', 'Europe/London', '--currency', 'GBP'];
  expect((await run(api.url, [...complete, ...place, '--no-invite'])).code).toBe(0);
  expect(api.requests.at(-1)?.asked.body).toMatchObject({
    newOrganisation: { slug: 'old-hall', zone: 'Europe/London', currency: 'GBP' },
    method: 'support-request',
    invite: false,
  });
});
