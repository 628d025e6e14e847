// A receipt as a page that needs nothing from anywhere, for the screen and for paper.
import { createHash } from 'node:crypto';
import type { Receipt } from '@illuminate/contract';

const TITLES = {
  given: 'Receipt: consent given',
  confirmed: 'Receipt: consent confirmed',
  withdrawn: 'Receipt: consent withdrawn',
} as const;

const METHODS: Readonly<Record<Receipt['document']['method'], string>> = {
  'provider-consent': 'Permission in the box office itself',
  'api-credentials': 'A sign-in of the box office’s own',
  'support-request': 'By request to the support desk',
  delivery: 'Deliveries by the organisation or its provider',
  upload: 'Upload of files',
};

const STYLE = `
:root { color-scheme: light; font: 16px/1.55 "Source Sans 3", system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; color: #1c1b22; background: #fff; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 .75rem; } .lead { color: #57545f; } .mark { color: #5a2a82; font-weight: 650; margin: 0 0 2rem; }
dl { display: grid; grid-template-columns: 11rem 1fr; gap: .35rem 1rem; margin: 1rem 0; } dt { color: #57545f; } dd { margin: 0; }
ul { margin: .25rem 0 .75rem; padding-left: 1.25rem; } .fields { color: #57545f; font-size: .9rem; overflow-wrap: anywhere; }
.hash { font: .8rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; } footer { margin-top: 2.5rem; border-top: 1px solid #76738055; padding-top: 1rem; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@media print { @page { size: A4; margin: 18mm; } body { max-width: none; padding: 0; font-size: 11pt; } h2, dt { break-after: avoid; } li, dl { break-inside: avoid; } }`;

/** Nothing but this very style sheet may be used by the page. */
export const RECEIPT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function receiptPage({ document: said, hash }: Receipt): string {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Organisation', said.organisation.name],
    ['Box office', said.client === null ? said.provider : `${said.provider}, client ${said.client}`],
    ['How it was allowed', METHODS[said.method]],
    ['Allowed by', allowedBy(said)],
    ['On what evidence', said.evidence],
    ['From', moment(said.since)],
    ['Ended', said.ended === null ? null : `${moment(said.ended.at)}, by ${said.ended.by}`],
    ['What was collected', becomes(said)],
    ['To be looked at again', said.reviewOn === null ? null : day(said.reviewOn)],
    ['Agreement', said.agreement === null ? null : `Version ${said.agreement.version}`],
  ];
  const lead =
    said.kind === 'withdrawn'
      ? `${said.organisation.name} no longer lets Illuminate read data from ${said.provider}. Nothing has been collected since.`
      : `${said.organisation.name} lets Illuminate read data from ${said.provider}.`;
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${TITLES[said.kind]}, ${said.organisation.name}`)}</title><style>${STYLE}</style></head>
<body><main><p class="mark">Illuminate</p><h1>${escaped(TITLES[said.kind])}</h1>
<p class="lead">${escaped(lead)}</p>
<dl>${facts.map(([name, value]) => (value === null ? '' : `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`)).join('')}</dl>
<h2>${said.kind === 'withdrawn' ? 'What was collected' : 'What is collected'}</h2>${list(said.inWords)}
${said.collects.map(({ stream, fields }) => `<p class="fields">${escaped(stream)}: ${escaped(fields.join(', '))}</p>`).join('')}
<h2>What is never collected</h2>${list(said.neverCollects)}
<h2>Why</h2><p>${escaped(said.purpose)}</p>
<h2>Who is responsible</h2><p>${escaped(said.legalRole)}</p>
<h2>Who can see it</h2><p>${escaped(said.seenBy)}</p>
<h2>How long</h2><p>${escaped(said.retention)}</p>
${said.withdraw.length === 0 ? '' : `<h2>How to withdraw</h2>${list(said.withdraw)}`}
<footer><dl><dt>Receipt</dt><dd class="hash">${escaped(said.receipt)}</dd><dt>Connection</dt><dd>${escaped(said.connection)}</dd>
<dt>Issued</dt><dd>${moment(said.issuedAt)}</dd><dt>SHA-256</dt><dd class="hash">${escaped(hash)}</dd></dl>
<p class="lead">The hash is in the audit trail of this Illuminate, where nobody can change it unseen. It is that of the document as JSON, with sorted keys.</p></footer>
</main></body></html>
`;
}

function becomes({ ended }: Receipt['document']): string | null {
  if (ended?.deletedFrom !== undefined) {
    return `Is deleted from ${moment(ended.deletedFrom)} on, unless that is cancelled before; a certificate says what was destroyed`;
  }
  return ended?.collected === 'kept' ? 'Is kept, until somebody has it deleted or its time is over' : null;
}

function allowedBy({ allowedBy: by }: Receipt['document']): string | null {
  if (by === null) return null;
  const who = by.position === null ? by.name : `${by.name}, ${by.position}`;
  return by.basis === 'accepted'
    ? `${who}, who agreed to the data agreement on ${moment(by.at)}`
    : `${who}, who arranged it with the organisation, ${moment(by.at)}`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;

const days = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });
const times = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
const day = (text: string): string => days.format(new Date(`${text}T00:00:00Z`));
const moment = (text: string): string => `${days.format(new Date(text))}, ${times.format(new Date(text))} UTC`;
