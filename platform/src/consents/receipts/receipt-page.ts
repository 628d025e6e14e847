// A receipt as a page of its own, for the screen and for paper.
import type { Receipt } from '@illuminate/contract';
import { dayOf, escaped, factList, momentOf, printedPage } from '../../printed/printed-page.ts';

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

export function receiptPage({ document: said, hash }: Receipt): string {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Organisation', said.organisation.name],
    ['Box office', said.client === null ? said.provider : `${said.provider}, client ${said.client}`],
    ['How it was allowed', METHODS[said.method]],
    ['Allowed by', allowedBy(said)],
    ['On what evidence', said.evidence],
    ['From', momentOf(said.since)],
    ['Ended', said.ended === null ? null : `${momentOf(said.ended.at)}, by ${said.ended.by}`],
    ['What becomes of it', becomes(said)],
    ['To be looked at again', said.reviewOn === null ? null : dayOf(said.reviewOn)],
    ['Agreement', said.agreement === null ? null : `Version ${said.agreement.version}`],
  ];
  const lead =
    said.kind === 'withdrawn'
      ? `${said.organisation.name} no longer lets Illuminate read data from ${said.provider}. Nothing has been collected since.`
      : `${said.organisation.name} lets Illuminate read data from ${said.provider}.`;
  return printedPage({
    title: `${TITLES[said.kind]}, ${said.organisation.name}`,
    heading: TITLES[said.kind],
    main: `<p class="lead">${escaped(lead)}</p>
${factList(facts)}
<h2>${said.kind === 'withdrawn' ? 'What was collected' : 'What is collected'}</h2>${list(said.inWords)}
${said.collects.map(({ stream, fields }) => `<p class="small">${escaped(stream)}: ${escaped(fields.join(', '))}</p>`).join('')}
<h2>What is never collected</h2>${list(said.neverCollects)}
<h2>Why</h2><p>${escaped(said.purpose)}</p>
<h2>Who is responsible</h2><p>${escaped(said.legalRole)}</p>
<h2>Who can see it</h2><p>${escaped(said.seenBy)}</p>
<h2>How long</h2><p>${escaped(said.retention)}</p>
${said.withdraw.length === 0 ? '' : `<h2>How to withdraw</h2>${list(said.withdraw)}`}
<footer><dl><dt>Receipt</dt><dd class="hash">${escaped(said.receipt)}</dd><dt>Connection</dt><dd>${escaped(said.connection)}</dd>
<dt>Issued</dt><dd>${momentOf(said.issuedAt)}</dd><dt>SHA-256</dt><dd class="hash">${escaped(hash)}</dd></dl>
<p class="lead">The hash is in the audit trail of this Illuminate, where nobody can change it unseen. It is that of the document as JSON, with sorted keys.</p></footer>`,
  });
}

function becomes({ ended }: Receipt['document']): string | null {
  if (ended?.deletedFrom !== undefined) {
    return `Is deleted from ${momentOf(ended.deletedFrom)} on, unless that is cancelled before; a certificate says what was destroyed`;
  }
  return ended?.collected === 'kept' ? 'Is kept, until somebody has it deleted or its time is over' : null;
}

function allowedBy({ allowedBy: by }: Receipt['document']): string | null {
  if (by === null) return null;
  const who = by.position === null ? by.name : `${by.name}, ${by.position}`;
  return by.basis === 'accepted'
    ? `${who}, who agreed to the data agreement on ${momentOf(by.at)}`
    : `${who}, who arranged it with the organisation, ${momentOf(by.at)}`;
}

const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
