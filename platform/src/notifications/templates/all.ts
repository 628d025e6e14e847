// Every kind of mail there is, by its name in the outbox.
import type { z } from 'zod';
import type { Template } from '../define-template.ts';
import type { Letter } from '../letter.ts';
import { invitation, passwordChanged, passwordReset } from './access.ts';
import { connectionReady, consentReceipt, fixed, historyLoaded, needsYou, stopReceipt } from './connections.ts';
import {
  confirmAddress,
  organisationApproved,
  organisationDeclined,
  requestMoved,
  requestReceived,
  requestWaits,
} from './requests.ts';

export const TEMPLATES = {
  invitation,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  'confirm-address': confirmAddress,
  'request-received': requestReceived,
  'request-moved': requestMoved,
  'request-waits': requestWaits,
  'connection-ready': connectionReady,
  'history-loaded': historyLoaded,
  'needs-you': needsYou,
  fixed,
  'consent-receipt': consentReceipt,
  'stop-receipt': stopReceipt,
  'organisation-approved': organisationApproved,
  'organisation-declined': organisationDeclined,
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof TEMPLATES;
export type FillingOf<Name extends TemplateName> = z.input<(typeof TEMPLATES)[Name]['filling']>;

const isTemplate = (name: string): name is TemplateName => Object.hasOwn(TEMPLATES, name);

/** @throws if it is not filled as its template wants. Null of a template that this version has not. */
export function writeLetter(name: string, filling: unknown): Letter | null {
  if (!isTemplate(name)) return null;
  const template: Template = TEMPLATES[name];
  return template.write(template.filling.parse(filling));
}
