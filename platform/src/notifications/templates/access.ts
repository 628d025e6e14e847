import { z } from 'zod';
import { defineTemplate, instant, path, sayWhen, words } from '../define-template.ts';
import { button, facts, paragraph } from '../letter.ts';

const DAY = 24;

export const invitation = defineTemplate({
  filling: z.object({
    organisation: words.nullable().meta({ description: 'Null of those who belong to none, such as the support desk.' }),
    role: words,
    invitedBy: words,
    path,
    days: z.int().min(1),
  }),
  hours: 7 * DAY,
  opens: true,
  write: ({ organisation, role, invitedBy, path, days }) => ({
    subject: organisation === null ? 'You are invited to Illuminate' : `${organisation} invites you to Illuminate`,
    preview: 'Choose a passphrase and you are in.',
    heading: 'You are invited to Illuminate',
    blocks: [
      paragraph(
        organisation === null
          ? `${invitedBy} invites you to Illuminate as ${role}.`
          : `${invitedBy} invites you to Illuminate for ${organisation}, as ${role}.`,
      ),
      paragraph(
        'Illuminate connects box office systems to one governed data platform: the organisation gives permission once, and sees at any time what is collected.',
      ),
      button('Accept the invitation', path),
      paragraph(
        `The link works once, for ${days === 1 ? 'one day' : `${days} days`}. If you don't know what this is about, do nothing: without you the invitation lapses.`,
      ),
    ],
    why: 'You get this because somebody entered your address in an invitation.',
  }),
});

export const passwordReset = defineTemplate({
  filling: z.object({ path, minutes: z.int().min(1) }),
  hours: 2,
  opens: true,
  write: ({ path, minutes }) => ({
    subject: 'Choose a new passphrase for Illuminate',
    preview: 'The link works once, and not for long.',
    heading: 'Choose a new passphrase',
    blocks: [
      paragraph('Somebody, we trust it was you, asked to choose a new passphrase for your account.'),
      button('Choose a new passphrase', path),
      paragraph(
        `The link works once, for ${minutes} minutes. If it wasn't you, do nothing: your passphrase stays as it is.`,
      ),
    ],
    why: 'You get this because a new passphrase was asked for with your address.',
  }),
});

export const passwordChanged = defineTemplate({
  filling: z.object({ at: instant, zone: words, path }),
  hours: 3 * DAY,
  write: ({ at, zone, path }) => ({
    subject: 'Your passphrase for Illuminate was changed',
    preview: "If that wasn't you, choose a new one now.",
    heading: 'Your passphrase was changed',
    blocks: [
      facts(['When', sayWhen(at, zone)]),
      paragraph('Wherever else you were signed in, you are signed out. If it was you, there is nothing to do.'),
      paragraph("If it wasn't you, choose a new passphrase now, and tell whoever administers Illuminate for you."),
      button('Choose a new passphrase', path),
    ],
    why: 'You get this because the passphrase of your account was changed.',
  }),
});
