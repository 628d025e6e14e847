import { z } from 'zod';
import { defineTemplate, instant, path, sayDay, sayWhen, words } from '../define-template.ts';
import { button, facts, list, paragraph, quote } from '../letter.ts';

const DAY = 24;

const mark = z.string().regex(/^[0-9a-f]{64}$/);
const about = { organisation: words, provider: words, path };
const WHY_ADMIN = 'You get this because you administer this organisation in Illuminate.';

export const connectionReady = defineTemplate({
  filling: z.object({ ...about, note: words.nullable() }),
  hours: 7 * DAY,
  opens: true,
  write: ({ organisation, provider, path, note }) => ({
    subject: `${provider} is connected: ${organisation}`,
    preview: 'The first collection has begun.',
    heading: `${provider} is connected`,
    blocks: [
      paragraph(`The box office of ${organisation} is connected, and the first collection has begun.`),
      paragraph('From now on everything is collected by itself; there is nothing to upload.'),
      ...(note === null ? [] : [paragraph('The support desk writes:'), quote(note)]),
      button('See where it stands', path),
    ],
    why: 'You get this because the connection was asked for with your address.',
  }),
});

export const historyLoaded = defineTemplate({
  filling: z.object({ ...about, from: z.iso.date().nullable(), orders: z.int(), tickets: z.int() }),
  hours: 7 * DAY,
  write: ({ organisation, provider, path, from, orders, tickets }) => ({
    subject: `Your data is here: ${provider} of ${organisation}`,
    preview: 'All of the history is loaded, and new sales follow by themselves.',
    heading: 'Your data is here',
    blocks: [
      paragraph(
        `All that ${organisation} has sold in ${provider} is loaded${from === null ? '' : `, from ${sayDay(from)} on`}. From now on new sales follow by themselves; there is nothing to upload.`,
      ),
      facts(
        ['Organisation', organisation],
        ['Box office system', provider],
        ['Orders', orders.toLocaleString('en-GB')],
        ['Tickets', tickets.toLocaleString('en-GB')],
      ),
      button('See what is here', path),
      paragraph('We tell you once. How the connection is, and how far its figures reach, its page says at any time.'),
    ],
    why: WHY_ADMIN,
  }),
});

export const needsYou = defineTemplate({
  filling: z.object({ ...about, word: words, sentence: words, action: words.nullable(), since: instant, zone: words }),
  hours: 3 * DAY,
  write: ({ organisation, provider, word, sentence, action, since, zone, path }) => ({
    subject: `${word}: ${provider} of ${organisation}`,
    preview: sentence,
    heading: word,
    blocks: [
      paragraph(sentence),
      facts(['Organisation', organisation], ['Box office system', provider], ['Since', sayWhen(since, zone)]),
      button(action ?? 'See the connection', path),
      paragraph('What was collected before is safe. We tell you once, and again when it is put right.'),
    ],
    why: WHY_ADMIN,
  }),
});

export const fixed = defineTemplate({
  filling: z.object({ ...about, word: words, sentence: words, since: instant, until: instant, zone: words }),
  hours: 3 * DAY,
  write: ({ organisation, provider, word, sentence, since, until, zone, path }) => ({
    subject: `Put right: ${provider} of ${organisation}`,
    preview: sentence,
    heading: 'It is put right',
    blocks: [
      paragraph(`What we wrote to you about (“${word}”) is over. ${sentence}`),
      facts(
        ['Organisation', organisation],
        ['Box office system', provider],
        ['From', sayWhen(since, zone)],
        ['Until', sayWhen(until, zone)],
      ),
      button('See the connection', path),
    ],
    why: WHY_ADMIN,
  }),
});

export const consentReceipt = defineTemplate({
  filling: z.object({
    ...about,
    givenBy: words,
    purpose: words,
    legalRole: words,
    collects: z.array(words).max(20),
    from: instant,
    reviewOn: z.iso.date().nullable(),
    zone: words,
    hash: mark,
  }),
  hours: 7 * DAY,
  write: (given) => ({
    subject: `Receipt: ${given.organisation} shares data from ${given.provider}`,
    preview: 'What was agreed, and how to end it.',
    heading: 'Receipt of your permission',
    blocks: [
      facts(
        ['Organisation', given.organisation],
        ['From', given.provider],
        ['Given by', given.givenBy],
        ['For', given.purpose],
        ['Legal role', given.legalRole],
        ['Since', sayWhen(given.from, given.zone)],
        ['To be reviewed on', given.reviewOn === null ? null : sayDay(given.reviewOn)],
        ['Mark of this receipt', given.hash],
      ),
      ...(given.collects.length === 0 ? [] : [paragraph('What is collected:'), list(...given.collects)]),
      paragraph('You can pause or stop at any time, on the page of the connection or in your box office system.'),
      button('See, print or end it', given.path),
    ],
    why: WHY_ADMIN,
  }),
});

export const stopReceipt = defineTemplate({
  filling: z.object({
    ...about,
    stoppedBy: words,
    at: instant,
    deletedFrom: instant.nullish().meta({ description: 'When what was collected is deleted; null where it is kept.' }),
    zone: words,
    hash: mark,
  }),
  hours: 7 * DAY,
  write: ({ organisation, provider, stoppedBy, at, deletedFrom, zone, hash, path }) => ({
    subject: `Receipt: ${organisation} stopped sharing data from ${provider}`,
    preview: 'Nothing is collected any more.',
    heading: 'Sharing has stopped',
    blocks: [
      facts(
        ['Organisation', organisation],
        ['From', provider],
        ['Stopped by', stoppedBy],
        ['When', sayWhen(at, zone)],
        ...saidOfCollected(deletedFrom, zone),
        ['Mark of this receipt', hash],
      ),
      paragraph(
        deletedFrom
          ? 'Until then the deletion can be cancelled on the Privacy page. The whole receipt is on the page of the connection.'
          : 'On the page of the connection is the whole receipt; on the Privacy page what was collected can be deleted.',
      ),
      button('See the connection', path),
    ],
    why: WHY_ADMIN,
  }),
});

/** Nothing of a mail that was queued before this was said. */
function saidOfCollected(deletedFrom: string | null | undefined, zone: string): [string, string][] {
  if (deletedFrom === undefined) return [];
  return [
    ['What was collected', deletedFrom === null ? 'Is kept' : `Is deleted from ${sayWhen(deletedFrom, zone)} on`],
  ];
}
