import type { Answer } from '../../http/answer.ts';
import { escapeHtml, renderPage } from '../../pages/page-frame.ts';
import { mixText } from '../../random.ts';
import { htmlFailure } from '../faults/stand-in.ts';
import { type ListedShow, listVenues } from '../feed/listing.ts';
import { nameStamp } from '../feed/times.ts';
import type { Account, Simulation } from '../simulation.ts';

interface PageRequest {
  readonly account: Account;
  readonly base: string;
  /** Path within the account. */
  readonly path: string;
}

/** The list of accounts, where no box office is. */
export function listAccounts(simulation: Simulation): Answer {
  const tiles = [...simulation.accounts.values()].map(
    ({ office }) =>
      `<li><a href="/${office.client}/ticketbooth/shows">${escapeHtml(office.name)}</a><p><a href="/${office.client}/shows.xml">shows.xml</a></p></li>`,
  );
  return renderPage({
    title: 'Accounts',
    maker: 'Ticketsolve',
    house: 'Box office simulator',
    home: '/',
    trail: [],
    aside: null,
    menu: null,
    body: `<h1>Choose a box office</h1><p class="lead">What its customers see, and the feed that programs read.</p><ul class="tiles">${tiles.join('')}</ul>`,
  });
}

/** Answers what customers see of an account: shows, one show with its performances, and pictures. */
export function answerPage(asked: PageRequest): Answer {
  const { path } = asked;
  const picture = /^\/as-assets\/variants\/([0-9a-z]+)\/(large|medium|thumb)$/.exec(path);
  if (picture) return drawPicture(picture[1] ?? '', picture[2] ?? '');
  if (path === '/' || path === '/ticketbooth' || path === '/ticketbooth/shows') return showList(asked);
  const show = /^(?:\/ticketbooth)?\/shows\/(\d{1,12})(?:\/events(?:\/\d{1,12}(?:\/seats)?)?)?$/.exec(path)?.[1];
  return (
    (show ? showPage(asked, show) : null) ??
    htmlFailure(404, '<h1>The page you were looking for doesn&rsquo;t exist</h1>')
  );
}

function showList(asked: PageRequest): Answer {
  const parts = venuesOf(asked).map(({ name, shows }) => {
    // By date, as customers look for them; the feed has its own order.
    const byDate = [...shows()].sort((a, b) => firstStart(a) - firstStart(b));
    const tiles = byDate.map((show) => {
      const first = show.events[0];
      const when = first ? nameStamp(asked.account.office.catalogue.zone, first.start) : '';
      const more = show.events.length > 1 ? ` and ${show.events.length - 1} more` : '';
      return `<li><a href="${asked.base}/ticketbooth/shows/${show.id}">${escapeHtml(show.name)}</a><p>${escapeHtml(show.category)}</p><p>${when}${more}</p></li>`;
    });
    return `<h2>${escapeHtml(name)}</h2><ul class="tiles">${tiles.join('')}</ul>`;
  });
  return frame(asked, 'What’s on', `<h1>What’s on</h1>${parts.join('')}`);
}

const firstStart = (show: ListedShow): number => show.events[0]?.start ?? 0;

function showPage(asked: PageRequest, id: string): Answer | null {
  for (const venue of venuesOf(asked)) {
    for (const show of venue.shows()) if (String(show.id) === id) return frame(asked, show.name, describe(asked, show));
  }
  return null;
}

function describe({ account, base }: PageRequest, show: ListedShow): string {
  const { zone } = account.office.catalogue;
  const image = show.images[0];
  const picture = image
    ? `<p><img src="${base}/as-assets/variants/${image.key}/medium" alt="" width="320" height="180"></p>`
    : '';
  const rows = show.events.map((event) => {
    const state = event.status === 'available' ? `${event.available} seats left` : 'Sold out';
    const cheapest = Math.min(
      ...event
        .prices()
        .filter((each) => each.face > 0)
        .map((each) => each.selling),
    );
    const price = Number.isFinite(cheapest) ? ` · from €${(cheapest / 100).toFixed(2)}` : ' · free';
    return `<li><strong>${nameStamp(zone, event.start)}</strong><p>${escapeHtml(event.layout)}${event.attribute ? ` · ${escapeHtml(event.attribute)}` : ''}</p><p>${state}${price}</p></li>`;
  });
  return `<h1>${escapeHtml(show.name)}</h1><p class="lead">${escapeHtml(show.category)}</p>${picture}<ul class="tiles">${rows.join('')}</ul>`;
}

function venuesOf({ account }: PageRequest) {
  return listVenues({ ...account, now: account.office.now(), locale: null });
}

function frame({ account, base }: PageRequest, title: string, body: string): Answer {
  const home = `${base}/ticketbooth/shows`;
  const trail = [
    { text: account.office.name, href: home },
    { text: title, href: null },
  ];
  return renderPage({
    title,
    maker: 'Ticketsolve',
    house: account.office.name,
    home,
    trail: title === 'What’s on' ? [] : trail,
    aside: { text: 'shows.xml', href: `${base}/shows.xml` },
    menu: null,
    body,
  });
}

/** A picture of two colours, drawn from its name. */
function drawPicture(key: string, size: string): Answer {
  const hue = mixText(7, key) % 360;
  const width = { large: 960, medium: 480 }[size] ?? 160;
  const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${(width * 9) / 16}" viewBox="0 0 16 9"><rect width="16" height="9" fill="hsl(${hue} 45% 32%)"/><circle cx="${3 + (hue % 10)}" cy="4.5" r="2.6" fill="hsl(${(hue + 150) % 360} 60% 70%)"/></svg>\n`;
  return { status: 200, contentType: 'image/svg+xml', headers: { 'cache-control': 'public, max-age=86400' }, body };
}
