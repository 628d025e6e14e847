// A certificate as a page of its own, ready to print.
import type { Output } from '@illuminate/contract';
import { escaped, factList, momentOf, printedPage } from '../printed/printed-page.ts';

export function certificatePage({ certificate, sha256 }: Output<'showCertificate'>): string {
  const { organisation, connection, destroyed, remains, checks, whole, repeats } = certificate;
  const what =
    connection === null
      ? `everything that was collected for ${organisation.name}`
      : `what was collected for ${organisation.name} from ${connection.provider}`;
  return printedPage({
    title: `Certificate of deletion: ${organisation.name}`,
    heading: 'Certificate of deletion',
    main: `<p class="lead">On ${momentOf(certificate.endedAt)}, ${escaped(what)} was deleted.</p>
${factList([
  ['Organisation', `${organisation.name} (${organisation.slug})`],
  ['Connection', connection === null ? null : `${connection.name}, ${connection.provider}`],
  ['Asked for by', certificate.askedBy],
  ['Asked for', `${momentOf(certificate.askedAt)}${certificate.atOnce ? ', to be done at once' : ''}`],
  ['Begun', momentOf(certificate.startedAt)],
  ['Ended', momentOf(certificate.endedAt)],
  ['How', whole ? WHOLE : IN_PART],
  [
    'Again',
    repeats === null
      ? null
      : `Something older had been restored, which held data that was deleted before (${repeats}).`,
  ],
  ['Number', certificate.id],
])}
<h2>What was destroyed</h2>
${counted(['Rows of the store', 'Count'], rowsOf(destroyed.rows))}
${counted(
  ['Files', 'Count', 'Bytes'],
  destroyed.files.map(({ what: kind, files, bytes }) => [kind, figure(files), figure(bytes)]),
  'No files had to go.',
)}
${table(
  ['Keys', 'Made', 'Fingerprint of the wrapped key'],
  destroyed.keys.map(({ purpose, version, madeAt, fingerprint }) => [
    `${purpose} key ${version}`,
    momentOf(madeAt),
    fingerprint,
  ]),
  'No keys had to go: they seal the data of other connections.',
)}
${counted(
  ['Records about the data', 'Count'],
  Object.entries(destroyed.records).map(([name, count]) => [name.replaceAll('_', ' '), figure(count)]),
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
<p class="hash">${escaped(sha256)}</p>`,
  });
}

const WHOLE = 'The keys were destroyed, and the store was removed with its copies.';
const IN_PART =
  'The rows were removed from the store, whose file was written anew without them; its copies were removed.';

/** What tables of a store hold that do not say it by their names. */
const ROWS_OF: Readonly<Record<string, string>> = {
  customers: 'bookers, as pseudonyms',
  cursors: 'how far each kind had been read',
  fence: 'who might write to the store',
  loads: 'records of what was loaded',
};

function rowsOf(rows: Record<string, number> | null): string[][] {
  if (rows === null) return [['The store could not be read, and was removed uncounted', '']];
  return Object.entries(rows).map(([name, count]) => [ROWS_OF[name] ?? name.replaceAll('_', ' '), figure(count)]);
}

type Rows = readonly (readonly string[])[];

/** A table of figures, which stand to the right. */
function counted(headings: readonly string[], rows: Rows, otherwise = 'There were none.'): string {
  return drawn(headings, rows, otherwise, { table: '', figure: ' class="figure"' });
}

/** A table of sentences, which stand one below the other where there is no room. */
function table(headings: readonly string[], rows: Rows, otherwise: string): string {
  return drawn(headings, rows, otherwise, { table: ' class="said"', figure: '' });
}

function drawn(
  headings: readonly string[],
  rows: Rows,
  otherwise: string,
  as: { readonly table: string; readonly figure: string },
): string {
  if (rows.length === 0) return `<p>${escaped(headings[0] ?? '')}: ${escaped(otherwise)}</p>`;
  const head = headings.map((name, at) => `<th scope="col"${at === 0 ? '' : as.figure}>${escaped(name)}</th>`);
  const cells = (row: readonly string[]) =>
    row.map((cell, at) =>
      at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td${as.figure}>${escaped(cell)}</td>`,
    );
  return `<table${as.table}><thead><tr>${head.join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row).join('')}</tr>`).join('\n')}</tbody></table>`;
}

const figure = (count: number): string => count.toLocaleString('en-GB');
