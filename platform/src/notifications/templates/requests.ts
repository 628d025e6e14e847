import { z } from 'zod';
import { defineTemplate, path, words } from '../define-template.ts';
import { button, facts, paragraph, quote } from '../letter.ts';

const DAY = 24;

/**
 * Goes to an address that anybody may have typed, so nothing that was typed is in it: a form that sends a stranger's words to
 * any address is a tool for sending spam.
 */
export const confirmAddress = defineTemplate({
  filling: z.object({ what: z.enum(['request', 'sign-up']), path, hours: z.int().min(1) }),
  hours: DAY,
  opens: true,
  write: ({ what, path, hours }) => ({
    subject: 'Please confirm your address',
    preview: 'One click, and the support desk sees it.',
    heading: 'Please confirm your address',
    blocks: [
      paragraph(
        what === 'request'
          ? 'Somebody, we trust it was you, asked with this address to connect a box office to Illuminate.'
          : 'Somebody, we trust it was you, asked with this address to bring an organisation to Illuminate.',
      ),
      button('Confirm', path),
      paragraph(
        `Nobody sees it before you have confirmed. The link works for ${hours} hours. If it wasn't you, do nothing: what was entered is then deleted.`,
      ),
    ],
    why: 'You get this because your address was entered in a form of Illuminate.',
  }),
});

const ofRequest = { reference: words, organisation: words, title: words, path };
const WHY = 'You get this because you asked for it with this address.';

export const requestReceived = defineTemplate({
  filling: z.object({ ...ofRequest }),
  hours: 7 * DAY,
  opens: true,
  write: ({ reference, organisation, title, path }) => ({
    subject: `We have your request ${reference}`,
    preview: 'Where it stands, at any time.',
    heading: 'We have your request',
    blocks: [
      paragraph(`${title}, for ${organisation}. The support desk has it now, and answers here and by mail.`),
      button('See where it stands', path),
      paragraph('Keep this mail: the link shows your request without an account. Whoever has it can see the request.'),
    ],
    why: WHY,
  }),
});

export const requestMoved = defineTemplate({
  filling: z.object({ ...ofRequest, state: words, says: words, note: words.nullable() }),
  hours: 7 * DAY,
  opens: true,
  write: ({ reference, organisation, title, path, state, says, note }) => ({
    subject: `${state}: your request ${reference}`,
    preview: says,
    heading: state,
    blocks: [
      paragraph(says),
      ...(note === null ? [] : [paragraph('The support desk writes:'), quote(note)]),
      facts(['Request', reference], ['Organisation', organisation], ['What', title]),
      button('See where it stands, and answer', path),
    ],
    why: WHY,
  }),
});

/** To the support desk. */
export const requestWaits = defineTemplate({
  filling: z.object({ ...ofRequest, what: z.enum(['new', 'answered', 'sign-up']) }),
  hours: 3 * DAY,
  write: ({ reference, organisation, title, path, what }) => ({
    subject: `${WAITS[what]}: ${reference}`,
    preview: `${title}, ${organisation}`,
    heading: WAITS[what],
    blocks: [facts(['Reference', reference], ['Organisation', organisation], ['What', title]), button('Open it', path)],
    why: 'You get this because you are of the support desk.',
  }),
});

const WAITS = {
  new: 'A request is waiting',
  answered: 'A request was answered',
  'sign-up': 'An organisation asks to join',
} as const;

export const organisationApproved = defineTemplate({
  filling: z.object({ organisation: words, note: words.nullable() }),
  hours: 7 * DAY,
  write: ({ organisation, note }) => ({
    subject: `${organisation} is welcome to Illuminate`,
    preview: 'An invitation follows in a mail of its own.',
    heading: `${organisation} is welcome`,
    blocks: [
      paragraph(
        `The support desk has approved your request. You get an invitation in a mail of its own: with it you become the first administrator of ${organisation}, and can connect its box office.`,
      ),
      ...(note === null ? [] : [paragraph('The support desk writes:'), quote(note)]),
    ],
    why: WHY,
  }),
});

export const organisationDeclined = defineTemplate({
  filling: z.object({ organisation: words, note: words.nullable() }),
  hours: 7 * DAY,
  write: ({ organisation, note }) => ({
    subject: 'Your request to join Illuminate',
    preview: 'The support desk has answered.',
    heading: 'Your request was declined',
    blocks: [
      paragraph(`The support desk has declined the request to bring ${organisation} to Illuminate.`),
      ...(note === null ? [] : [paragraph('The support desk writes:'), quote(note)]),
      paragraph('If something has changed, or was misunderstood, you are welcome to ask again.'),
    ],
    why: WHY,
  }),
});
