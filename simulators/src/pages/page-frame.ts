import type { Answer } from '../http/answer.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface Link {
  readonly text: string;
  /** Null: there in the real system, not simulated. */
  readonly href: string | null;
}

export interface Page {
  readonly title: string;
  /** Whose system this is like. */
  readonly maker: string;
  readonly house: string;
  readonly home: string;
  /** The way here, outermost first; the last is this page. */
  readonly trail: readonly Link[];
  /** A link at the end of the header, or null. */
  readonly aside: Link | null;
  /** The menu on the left, or null. */
  readonly menu: { readonly title: string; readonly links: readonly Link[] } | null;
  /** HTML of the main part; texts in it are escaped already. */
  readonly body: string;
}

/** Escapes a text for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A whole page: header, trail, menu, main part and the line that says what this is. */
export function renderPage(page: Page): Answer {
  const here = page.trail.at(-1);
  const item = ({ text, href }: Link): string =>
    href === null
      ? `<li><span>${escapeHtml(text)}</span></li>`
      : `<li><a href="${href}"${href === here?.href ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a></li>`;
  const last = `<li aria-current="page">${escapeHtml(here?.text ?? '')}</li>`;
  const steps = page.trail.slice(0, -1).map(item).join('') + last;
  const trail = page.trail.length > 1 ? `<nav class="trail" aria-label="You are here"><ol>${steps}</ol></nav>` : '';
  const menu = page.menu
    ? `<nav class="menu" aria-label="${escapeHtml(page.menu.title)}"><h2>${escapeHtml(page.menu.title)}</h2><ul>${page.menu.links.map(item).join('')}</ul></nav>`
    : '';
  const aside = page.aside ? `<a href="${page.aside.href}">${escapeHtml(page.aside.text)}</a>` : '';
  const body = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} – ${escapeHtml(page.house)}</title><link rel="icon" href="data:,"><style>${PAGE_STYLE}</style></head>
<body><a class="skip" href="#main">Skip to the main part</a>
<header><a class="house" href="${page.home}">${escapeHtml(page.house)}</a>${aside}</header>${trail}
<div class="frame${page.menu ? ' with-menu' : ''}">${menu}<main id="main">${page.body}</main></div>
<footer>Simulator of a ${page.maker} box office, part of Illuminate. Not made by ${page.maker}; everything in it is invented.</footer>
</body></html>
`;
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    headers: {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
