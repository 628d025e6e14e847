import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createGzip } from 'node:zlib';
import type { Answer } from '../../http/answer.ts';
import { parseQuery } from '../../http/query.ts';
import { bendElements } from '../faults/bend-elements.ts';
import { bendDetail, bendVenues } from '../faults/bend-listing.ts';
import { htmlFailure } from '../faults/stand-in.ts';
import type { Account, Simulation } from '../simulation.ts';
import type { Generation } from './generation.ts';
import { findListed, type ListedVenue, listVenues } from './listing.ts';
import { renderEventFeed } from './render-event.ts';
import { type FeedStyle, renderShows } from './render-shows.ts';

interface FeedRequest {
  readonly simulation: Simulation;
  readonly account: Account;
  readonly request: IncomingMessage;
  /** Path within the account. */
  readonly path: string;
  readonly base: string;
  /** Method and target as received, for faults that match on it. */
  readonly target: string;
}

const EVENT = /^\/shows\/(\d{1,12})\/events\/(\d{1,12})\.xml$/;
/** Smaller answers are not worth packing. */
const SMALLEST_PACKED = 1_000;

/** Whether a path within an account is one of the two feeds. */
export function isFeed(path: string): boolean {
  return path === '/shows.xml' || EVENT.test(path);
}

/** Answers `shows.xml` (query `tag`, `category`, `locale` [code]) or the feed of one performance. */
export function answerFeed(asked: FeedRequest): Answer {
  const { simulation, account, target, path } = asked;
  const query = parseQuery(asked.request.url ?? '');
  const now = account.office.now();
  const listed = { ...account, now, locale: query.get('locale') };
  const style: FeedStyle = {
    zone: account.office.catalogue.zone,
    generation: generationOf(asked),
    base: asked.base,
    currency: account.currency,
  };
  const event = EVENT.exec(path);
  if (!event) {
    const wanted = filterShows(listVenues(listed), query.get('tag'), query.get('category'));
    return answerXml(asked, [...renderShows(style, bendVenues(simulation, target, wanted))]);
  }
  // What a performance that is over answers is not known [?].
  const found = findListed(listed, event[1] ?? '', event[2] ?? '');
  if (!found) return htmlFailure(404, '<h1>The page you were looking for doesn&rsquo;t exist</h1>');
  return answerXml(asked, [
    renderEventFeed(style, found.show, bendDetail(simulation, target, found.event), found.venue),
  ]);
}

function generationOf({ simulation, account, target }: FeedRequest): Generation {
  if (simulation.faults.take('old-generation', target)) return 2018;
  return simulation.faults.take('new-generation', target) ? 2026 : account.generation;
}

/** Only the shows with a tag, and of a category; without regard to case. */
function filterShows(venues: ListedVenue[], tag: string | null, category: string | null): ListedVenue[] {
  const same = (a: string, b: string | null): boolean => b === null || a.toLowerCase() === b.toLowerCase();
  return venues.map((venue) => ({
    ...venue,
    *shows() {
      for (const show of venue.shows()) {
        if (same(show.category, category) && (tag === null || show.tags.some((each) => same(each, tag)))) yield show;
      }
    },
  }));
}

/** With the headers as recorded: a weak ETag over the body, never cached without asking [rec 2026-07-11]. */
function answerXml({ simulation, request, target }: FeedRequest, rendered: readonly string[]): Answer {
  const pieces = bendElements(simulation, target, rendered);
  const hash = createHash('md5');
  let length = 0;
  for (const piece of pieces) {
    hash.update(piece);
    length += piece.length;
  }
  const etag = `W/"${hash.digest('hex')}"`;
  const headers = {
    etag,
    'cache-control': 'max-age=0, private, must-revalidate',
    server: 'nginx + Phusion Passenger(R)',
    'x-runtime': '0.098211',
  };
  const contentType = 'application/xml; charset=utf-8';
  const known = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim());
  if (known.includes(etag) && !simulation.faults.take('etag-ignored', target))
    return { status: 304, contentType, headers, body: '' };
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) && length >= SMALLEST_PACKED;
  if (!packed) return { status: 200, contentType, headers, body: asPieces(pieces) };
  const unpacked = { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
  return { status: 200, contentType, headers: unpacked, body: pack(pieces) };
}

async function* asPieces(pieces: Iterable<string>): AsyncGenerator<string> {
  yield* pieces;
}

async function* pack(pieces: Iterable<string>): AsyncGenerator<Buffer> {
  const gzip = createGzip({ level: 1 });
  const write = async (): Promise<void> => {
    for (const piece of pieces) {
      if (!gzip.write(piece)) await new Promise((resolve) => gzip.once('drain', resolve));
    }
    gzip.end();
  };
  void write();
  for await (const piece of gzip) yield piece as Buffer;
}
