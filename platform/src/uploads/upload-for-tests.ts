// Test support: a file goes the whole way, as the API takes it.
import { createHash } from 'node:crypto';
import type { Upload, UploadKind, UploadMap } from '@illuminate/contract';
import { personAsActor } from '../audit/say-actor.ts';
import type { ContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { beginUpload } from './begin-upload.ts';
import { checkUpload } from './check-upload.ts';
import { confirmUpload } from './confirm-upload.ts';
import { describeUpload } from './describe-upload.ts';
import { findUpload } from './find-upload.ts';
import { proposeMap } from './propose-map.ts';
import { receivePart } from './receive-part.ts';
import type { ClassedTypes } from './ticket-types-of-upload.ts';

export interface UploadForTests {
  readonly box: ContextForTests;
  readonly organisation: Organisation;
  readonly kind: UploadKind;
  readonly bytes: Uint8Array;
  readonly fileName?: string;
}

const actor = personAsActor({ id: 'per_test', name: 'Sam Lee' });

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Announces a file and sends it in two pieces. */
export async function sendFile(given: UploadForTests): Promise<Upload> {
  const { box, organisation, kind, bytes, fileName = 'file.csv' } = given;
  const { context } = box;
  const announced = { kind, fileName, bytes: bytes.length, sha256: digestOf(bytes), leftOnComputer: [] };
  const { id: upload } = await beginUpload(context, { organisation, ...announced, actor });
  const middle = Math.ceil(bytes.length / 2);
  const sent = await receivePart(context, { organisation, upload, offset: 0, bytes: bytes.subarray(0, middle) });
  if (middle >= bytes.length) return sent;
  return receivePart(context, { organisation, upload, offset: middle, bytes: bytes.subarray(middle) });
}

/** Sends a file and has it checked, through the map that is proposed unless `change` makes another of it. */
export async function checkFile(
  given: UploadForTests,
  change: (map: UploadMap) => UploadMap = (map) => map,
): Promise<Upload> {
  const { box, organisation } = given;
  const { id } = await sendFile(given);
  const proposal = await proposeMap(box.context, { organisation, upload: id, form: {} });
  await checkUpload(box.context, { organisation, upload: id, map: change(proposal.map), actor });
  return ended(given, id);
}

/** Confirms what was checked. */
export async function loadChecked(
  given: UploadForTests,
  { id, check }: Upload,
  acceptPartial = false,
  ticketTypes: ClassedTypes = [],
): Promise<Upload> {
  const { box, organisation } = given;
  await confirmUpload(box.context, {
    organisation,
    upload: id,
    check: check?.id ?? 'none',
    acceptPartial,
    ticketTypes,
    permission: () => ({ kind: 'arranged' }),
    agreement: undefined,
    actor,
  });
  return ended(given, id);
}

export async function loadFile(given: UploadForTests): Promise<Upload> {
  return loadChecked(given, await checkFile(given));
}

async function ended({ box, organisation }: UploadForTests, id: string): Promise<Upload> {
  await box.context.uploads.settled(organisation.id);
  return describeUpload(box.context, organisation, await findUpload(box.context, organisation, id));
}
