import { mix } from '../../random.ts';
import type { EventRecord } from '../../sales/catalogue.ts';

/** What a show carries in the feed beside its name and category. */
export interface Extras {
  readonly company: string;
  readonly priority: number;
  readonly tags: readonly string[];
  readonly images: readonly ListedImage[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

interface ListedImage {
  readonly priority: number;
  /** Names under which the picture is served. */
  readonly key: string;
}

const DAY = 86_400_000;
const COMPANIES = ['', '', '', 'Rook & Weir', 'Cuideachta an Mhuilinn', 'North Lock Productions'];
const TAGS = ['members', 'nocharge', 'family', 'film-club', 'schools'];

/** The extras of a show, by seed and number. */
export function extrasOf(seed: number, show: EventRecord): Extras {
  const h = mix(seed, show.integer, 281);
  const film = /film|documentary/i.test(show.genre);
  const tags = [...(film ? ['cat_film'] : []), ...(h % 3 === 0 ? [TAGS[(h >>> 8) % TAGS.length] ?? ''] : [])];
  const pictures = (h >>> 4) % 3;
  return {
    company: film ? '' : (COMPANIES[(h >>> 12) % COMPANIES.length] ?? ''),
    priority: h % 7 === 0 ? 90 : 0,
    tags,
    images: Array.from({ length: pictures }, (_, nth) => ({
      priority: nth === 0 ? 90 : 0,
      key: `${(mix(seed, show.integer, nth, 282) + 0x1_0000_0000).toString(36)}${show.integer.toString(36)}`,
    })),
    properties:
      film && h % 5 !== 0 ? [{ name: 'Trailer', value: `https://video.example/watch?v=${show.integer}&t=1` }] : [],
  };
}

/** A number that grows as editors save, some days apart [rec: 8 to 1094 seen]. */
export function versionOf(seed: number, show: EventRecord, now: number): number {
  const pace = (1 + (mix(seed, show.integer, 283) % 9)) * DAY;
  return 5 + (mix(seed, show.integer, 284) % 40) + Math.max(0, Math.floor((now - show.announcedAt) / pace));
}
