// A certificate as a page of its own, ready to print: without scripts, without anything from elsewhere.
import type { Output } from '@illuminate/contract';

export function certificatePage({ certificate, sha256 }: Output<'showCertificate'>): string {
  const { organisation, connection, destroyed, remains, checks, whole, repeats } = certificate;
  const what =
    connection === null
      ? `everything that was collected for ${organisation.name}`
      : `what was collected for ${organisation.name} from ${connection.provider}`;
  const rows = Object.entries(destroyed.rows ?? {});
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Certificate of deletion: ${text(organisation.name)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="kind">Illuminate</p>
<h1>Certificate of deletion</h1>
<p class="lead">On ${text(when(certificate.endedAt))}, ${text(what)} was deleted.</p>
<dl>
${fact('Organisation', `${organisation.name} (${organisation.slug})`)}
${connection === null ? '' : fact('Connection', `${connection.name}, ${connection.provider}`)}
${fact('Asked for by', `${certificate.askedBy}, ${when(certificate.askedAt)}${certificate.atOnce ? ', to be done at once' : ''}`)}
${fact('Begun and ended', `${when(certificate.startedAt)}; ${when(certificate.endedAt)}`)}
${fact('How', whole ? 'The keys were destroyed, and the store was removed with its copies.' : 'The rows were removed from the store, whose file was written anew without them; its copies were removed.')}
${repeats === null ? '' : fact('Again', `Something older had been restored, which held data that was deleted before (${repeats}).`)}
${fact('Number', certificate.id)}
</dl>
<h2>What was destroyed</h2>
${table(
  ['Rows of the store', 'Count'],
  destroyed.rows === null
    ? [['The store could not be read, and was removed uncounted', '']]
    : rows.map(([name, count]) => [name.replaceAll('_', ' '), figure(count)]),
  'There were none.',
)}
${table(
  ['Files', 'Count', 'Bytes'],
  destroyed.files.map(({ what: kind, files, bytes }) => [kind, figure(files), figure(bytes)]),
  'No files had to go.',
)}
${table(
  ['Keys', 'Made', 'Fingerprint of the wrapped key'],
  destroyed.keys.map(({ purpose, version, madeAt, fingerprint }) => [
    `${purpose} key ${version}`,
    when(madeAt),
    fingerprint,
  ]),
  'No keys had to go: they seal the data of other connections.',
)}
${table(
  ['Records about the data', 'Count'],
  Object.entries(destroyed.records).map(([name, count]) => [name.replaceAll('_', ' '), figure(count)]),
  'There were none.',
)}
<h2>What remains, until when, and why</h2>
${table(
  ['What', 'Until', 'Why'],
  remains.map(({ what: kept, until, why }) => [kept, until, why]),
  'Nothing.',
)}
<h2>What was looked for afterwards</h2>
${table(
  ['Check', 'Found', 'Result'],
  checks.map(({ what: looked, found, passed }) => [looked, found, passed ? 'passed' : 'failed']),
  'Nothing.',
)}
<h2>How to verify this page</h2>
<p>The SHA-256 of this certificate as JSON, without blanks and with the keys of every object in order, is in the audit trail of
Illuminate under <em>deletion.done</em>:</p>
<p class="hash">${text(sha256)}</p>
</main>
</body>
</html>
`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[], otherwise: string): string {
  if (rows.length === 0) return `<p>${text(headings[0] ?? '')}: ${text(otherwise)}</p>`;
  const cells = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? `<th scope="row">${text(cell)}</th>` : `<td>${text(cell)}</td>`)).join('');
  return `<table><thead><tr>${headings.map((heading) => `<th scope="col">${text(heading)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table>`;
}

const fact = (name: string, value: string): string => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`;

const when = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

const figure = (count: number): string => count.toLocaleString('en-GB');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const text = (value: string): string => value.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1b19; --soft: #55524c; --line: #c9c5bc; --page: #fbfaf7; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae5; --soft: #b3afa6; --line: #4a4741; --page: #1a1917; } }
@media print { :root { --ink: #000; --soft: #333; --line: #999; --page: #fff; } main { padding: 0; max-width: none; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
.kind { margin: 0; color: var(--soft); letter-spacing: 0.04em; }
h1 { margin: 0 0 0.5rem; font: 600 2rem/1.2 Georgia, serif; }
h2 { margin: 2.25rem 0 0.5rem; font: 600 1.25rem/1.3 Georgia, serif; break-after: avoid; }
.lead { font-size: 1.125rem; max-width: 40rem; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.25rem 1.25rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 0.75rem 0 1.25rem; font-size: 0.9375rem; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; }
tr { break-inside: avoid; }
.hash { font: 0.875rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; } }
`;
