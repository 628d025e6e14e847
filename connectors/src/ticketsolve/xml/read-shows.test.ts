import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectorError } from '@illuminate/connector-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedXml, type MadeVenue } from '../box-office-for-tests.ts';
import { type FeedShow, type FeedVenue, readShows } from './read-shows.ts';

const SECRET = 'mary.secret@example.org';
const SAMPLE = join(
  import.meta.dirname,
  '../../../../../shared/samples/ticketsolve/clusterflick_davidlean_shows_2026-07-11.excerpt.xml',
);

async function* pieces(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Buffer, size = 65_536): Promise<(FeedShow | FeedVenue)[]> {
  const document = { body: pieces(text, size), contentType: 'application/xml', title: 'Box', route: 'shows.xml' };
  const parts: (FeedShow | FeedVenue)[] = [];
  for await (const part of readShows(document)) parts.push(part);
  return parts;
}

async function faultOf(text: string | Buffer) {
  const err = await read(text).then(
    () => new Error('it was read'),
    (error: Error) => error,
  );
  if (!(err instanceof ConnectorError)) throw err;
  expect(JSON.stringify(err.fault)).not.toContain(SECRET);
  return err.fault;
}

const venues: MadeVenue[] = [
  {
    id: '426566287',
    name: '  Main House ',
    shows: [
      { id: '1', name: 'Macbeth', events: [{ id: '11', opens: '2026-07-30T13:45:00+01:00' }, { id: '12' }] },
      { id: '2', name: 'Fish & Chips <live>', events: [] },
    ],
  },
  { id: '5', name: 'Attic', shows: [{ id: '3', name: 'Dŵr', events: [{ id: '31', status: 'sold out' }] }] },
];

describe('a feed', () => {
  it.each([2018, 2026] as const)('of %i is read, venue by venue and show by show', async (generation) => {
    const parts = await read(feedXml(venues, generation));
    expect(parts.map((part) => [part.kind, part.id, part.name])).toEqual([
      ['show', '1', 'Macbeth'],
      ['show', '2', 'Fish & Chips <live>'],
      ['venue', '426566287', 'Main House'],
      ['show', '3', 'Dŵr'],
      ['venue', '5', 'Attic'],
    ]);
    expect(parts[0]).toMatchObject({ venueId: '426566287', status: generation === 2026 ? 'available' : null });
    const [first, second] = (parts[0] as FeedShow).events;
    expect(first).toEqual({
      id: '11',
      showId: '1',
      venueId: '426566287',
      number: '11',
      startsAt: '2026-07-30T14:30:00+01:00',
      opensAt: '2026-07-30T13:45:00+01:00',
      layout: 'Theatre (225)',
      status: 'available',
    });
    expect(second).toMatchObject({ id: '12', opensAt: null });
    expect((parts[3] as FeedShow).events[0]).toMatchObject({ venueId: '5', status: 'sold out' });
  });

  it('is the same however it is cut into pieces', async () => {
    const text = feedXml(venues);
    const whole = await read(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        expect(await read(text, size)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('hands on a show before the next has come', async () => {
    let sent = 0;
    const text = feedXml([{ id: '1', shows: Array.from({ length: 400 }, (_, n) => ({ id: String(n) })) }]);
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of pieces(text, 2_000)) {
        sent += piece.length;
        yield piece;
      }
    }
    const document = { body: counted(), contentType: 'application/xml', title: 'Box', route: 'shows.xml' };
    let read = 0;
    let ahead = 0;
    for await (const part of readShows(document)) {
      read += 1;
      if (part.kind === 'show') ahead = Math.max(ahead, sent - read * (text.length / 401));
    }
    expect(read).toBe(401);
    expect(ahead).toBeLessThan(6_000);
  });

  it('may be empty, and may leave out what it likes', async () => {
    expect(await read('<venues/>')).toEqual([]);
    expect(await read('<venues><venue><shows><show><events><event/></events></show></shows></venue></venues>')).toEqual(
      [
        expect.objectContaining({
          kind: 'show',
          id: null,
          name: null,
          events: [expect.objectContaining({ id: null })],
        }),
        { kind: 'venue', id: null, name: null },
      ],
    );
  });

  it.skipIf(!existsSync(SAMPLE))('that was recorded is read (sample of 2026-07-11)', async () => {
    const parts = await read(readFileSync(SAMPLE));
    expect(parts.map(({ kind, id, name }) => [kind, id, name])).toEqual([
      ['show', '1173681157', 'A PRIVATE LIFE'],
      ['show', '1173681151', 'TUNER'],
      ['venue', '426566287', 'David Lean Cinema'],
    ]);
    expect(
      parts.flatMap((part) => (part.kind === 'show' ? part.events : [])).map(({ id, startsAt }) => [id, startsAt]),
    ).toEqual([
      ['428839338', '2026-07-30T14:30:00+01:00'],
      ['428839339', '2026-07-30T19:30:00+01:00'],
      ['428839328', '2026-07-16T14:30:00+01:00'],
      ['428839329', '2026-07-16T19:30:00+01:00'],
    ]);
  });
});

describe('what is no feed', () => {
  it.each([
    ['a page', `<!doctype html><html><body>${SECRET}</body></html>`, 'challenge-page', 'html'],
    [
      'a page that passes for XML',
      `<html xmlns="http://www.w3.org/1999/xhtml"><p>${SECRET}</p></html>`,
      'challenge-page',
      'html',
    ],
    ['another document', `<error>${SECRET}</error>`, 'unexpected-document', 'error'],
  ])('%s is told by its outermost element', async (_, text, code, root) => {
    const fault = await faultOf(text);
    expect(fault).toMatchObject({ code, whoActs: 'provider' });
    expect(fault.cause).toContain(`application/xml, ${text.length} bytes, outermost element ${root}`);
  });

  it.each([
    ['words', `Sorry, ${SECRET}, we are down.`],
    ['JSON', `{"error":"${SECRET}"}`],
    ['nothing', ''],
  ])('%s is another document', async (_, text) => {
    expect((await faultOf(text)).code).toBe('unexpected-document');
  });

  it.each([
    ['cut in the middle of a text', (text: string) => text.slice(0, text.indexOf('Chips'))],
    ['cut in a tag', (text: string) => `${text.slice(0, text.indexOf('<event_number'))}<event_nu`],
    ['without its last tag', (text: string) => text.slice(0, text.indexOf('</venues>'))],
  ])('a feed %s is no shorter feed', async (_, cut) => {
    const fault = await faultOf(cut(feedXml(venues)));
    expect(fault).toMatchObject({ code: 'answer-cut', whoActs: 'nobody' });
  });

  it.each([
    ['mismatched tags', `<venues><venue></venues>${SECRET}`],
    ['an entity of its own', `<venues><venue><name>&${SECRET};</name></venue></venues>`],
    ['an entity of HTML', '<venues><venue><name>a&nbsp;b</name></venue></venues>'],
    ['a declared document type', `<!DOCTYPE venues [<!ENTITY a "${SECRET}">]><venues>&a;</venues>`],
    ['something behind its end', `<venues/>${SECRET}`],
    ['depth beyond reason', `<venues>${'<a>'.repeat(40)}${'</a>'.repeat(40)}</venues>`],
    [
      'more names than can be meant',
      `<venues>${Array.from({ length: 2_100 }, (_, n) => `<a${n}/>`).join('')}</venues>`,
    ],
  ])('with %s it is refused', async (_, text) => {
    expect((await faultOf(text)).code).toBe('unreadable-document');
  });

  it('with a text beyond reason it is refused before the text has ended', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('<venues><venue><shows><show><description><![CDATA[');
      for (;;) {
        sent += 65_536;
        yield Buffer.alloc(65_536, 'x');
      }
    }
    const document = { body: endless(), contentType: 'application/xml', title: 'Box', route: 'shows.xml' };
    await expect(readShows(document).next()).rejects.toMatchObject({ fault: { code: 'unreadable-document' } });
    expect(sent).toBeLessThan(4 * 1_048_576);
  });

  it('whatever bytes come, it is an error of ours or parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme-composite', maxLength: 60 }), fc.boolean(), async (text, within) => {
        const outcome = await read(within ? `<venues><venue>${text}</venue></venues>` : text).catch(
          (err: unknown) => err,
        );
        expect(Array.isArray(outcome) || outcome instanceof ConnectorError).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
