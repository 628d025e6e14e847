// Receipts and certificates as pages that need nothing from anywhere, for the screen and for paper.
import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1b22; --soft: #57545f; --line: #76738055; --page: #fff; --mark: #5a2a82; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f0f5; --soft: #b9b5c3; --line: #8b879680; --page: #15141a; --mark: #c9a6f0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 "Source Sans 3", system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 .75rem; }
.mark { margin: 0 0 2rem; color: var(--mark); font-weight: 650; }
.lead { max-width: 40rem; color: var(--soft); }
dl { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: .35rem 1rem; margin: 1.25rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: .25rem 0 .75rem; padding-left: 1.25rem; }
table { width: 100%; border-collapse: collapse; margin: .75rem 0 1.5rem; font-size: .9375rem; line-height: 1.4; }
th, td { padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; }
.figure { width: 9rem; text-align: right; font-variant-numeric: tabular-nums lining-nums; }
.small { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.hash { font: .8125rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
@media (max-width: 34rem) {
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .5rem; }
  .figure { width: auto; }
  .said thead { position: absolute; clip-path: inset(50%); }
  .said :is(tbody, tr, th, td) { display: block; padding: 0; border: 0; }
  .said tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .said tbody th { font-weight: 600; }
}
@media print {
  @page { size: A4; margin: 18mm; @bottom-right { content: counter(page) " / " counter(pages); } }
  :root { color-scheme: light; --ink: #000; --soft: #333; --line: #999; --page: #fff; --mark: #5a2a82; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  h2, dt { break-after: avoid; } li, tr, dd, footer { break-inside: avoid; } thead { display: table-header-group; }
}`;

/** Nothing but this very style sheet may be used by the page. */
export const PRINTED_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** @param main HTML, in which everything that was written by somebody is escaped */
export function printedPage({ title, heading, main }: Record<'title' | 'heading' | 'main', string>): string {
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><p class="mark">Illuminate</p><h1>${escaped(heading)}</h1>
${main}
</main></body></html>
`;
}

/** Names and values; what is null is left out. */
export function factList(facts: readonly (readonly [string, string | null])[]): string {
  const lines = facts.map(([name, value]) =>
    value === null ? '' : `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`,
  );
  return `<dl>${lines.join('')}</dl>`;
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const days = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });
const times = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });

/** A day of the calendar, as it is written. */
export const dayOf = (text: string): string => days.format(new Date(`${text}T00:00:00Z`));

/** An instant, for whoever reads it wherever they are. */
export const momentOf = (text: string): string => `${days.format(new Date(text))}, ${times.format(new Date(text))} UTC`;
