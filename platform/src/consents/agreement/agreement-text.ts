// The data agreement, as Markdown. A change of its meaning is a new version: what was agreed to is kept with each agreement.
import { createHash } from 'node:crypto';
import type { Connector } from '@illuminate/connector-kit';
import { NEVER_COLLECTED } from '../../connections/never-collected.ts';
import { collectedInWords } from './collected-in-words.ts';

export const AGREEMENT_VERSION = '2026-11';
/** After which somebody looks at it again. */
export const REVIEW_AFTER_MONTHS = 12;

export const PURPOSE =
  'So that the organisation sees its own sales and audiences, and can report to its funder without typing figures again.';
export const LEGAL_ROLE =
  'The organisation is and stays the controller of the data. Whoever runs this Illuminate is its processor: it acts on the organisation’s instructions only, and uses the data for nothing of its own.';
export const SEEN_BY =
  'The people whom the organisation has given access to it here, and whoever runs this Illuminate, to keep it working. A funder sees what the organisation has signed off, and whether its connection works; it does not see orders or bookers.';
export const RETENTION =
  'What is collected is kept until the organisation deletes it. Whoever stops sharing chooses whether what was collected so far is kept or deleted. Copies for safety follow within the time that the operator has set for them.';

export interface AgreementText {
  readonly version: string;
  /** Markdown: `#` and `##` headings, paragraphs, and lists of `-`. */
  readonly text: string;
  readonly hash: string;
}

/** What an organisation agrees to for one provider. What is collected comes from the connector, so that it cannot say less. */
export function agreementText({ title, streams }: Connector, organisation: string): AgreementText {
  const text = [
    `# Data agreement: ${organisation} and Illuminate`,
    `${organisation} lets Illuminate read data from its ${title} box office, by itself and again and again, until it stops sharing.`,
    '## What is collected',
    streams.length === 0
      ? 'The orders, tickets and performances that are delivered, and of each booker a pseudonym and an area.'
      : list(collectedInWords(streams)),
    'Of a booker only a pseudonym is kept, made with a key that belongs to the organisation alone, and the sector of a postcode. This is still personal data in law, and is treated so.',
    '## What is never collected',
    list(NEVER_COLLECTED),
    'These are dropped in memory, before anything is written anywhere.',
    '## Why',
    PURPOSE,
    '## Who is responsible',
    LEGAL_ROLE,
    '## Who can see it',
    SEEN_BY,
    '## How long',
    RETENTION,
    '## How to stop',
    `At any time, without giving a reason: on the page of the connection, or in ${title}. Collection ends within a minute. A receipt says so.`,
    '## When it is looked at again',
    `After ${REVIEW_AFTER_MONTHS} months we ask whether this still holds. Nothing is switched off meanwhile.`,
  ].join('\n\n');
  return {
    version: AGREEMENT_VERSION,
    text: `${text}\n`,
    hash: createHash('sha256').update(`${text}\n`).digest('hex'),
  };
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
