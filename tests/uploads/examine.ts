// Reads a file as the thread of uploads does, without a thread: many small hostile files in a short time.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UploadKind, UploadMap, UploadProblem, UploadProposal } from '@illuminate/contract';
import { DeliveryFault } from '@illuminate/delivery';
import { readSpool, type SpoolPlace } from '../../platform/src/deliveries/spool.ts';
import { seal } from '../../platform/src/keys/sealing.ts';
import { Refusal } from '../../platform/src/refusal.ts';
import { mapOfUpload } from '../../platform/src/uploads/map-of-upload.ts';
import { readNotes } from '../../platform/src/uploads/notes-file.ts';
import { pieceFile, placeOfPiece } from '../../platform/src/uploads/received-file.ts';
import { checkJob } from '../../platform/src/uploads/thread/check-job.ts';
import { proposeJob } from '../../platform/src/uploads/thread/propose-job.ts';
import type { Checked, FormSaid } from '../../platform/src/uploads/upload-messages.ts';

export interface Examined {
  /** What was said of a file that cannot be read, or cannot be read so. */
  readonly refused: string | null;
  readonly proposal: UploadProposal | null;
  readonly checked: Checked | null;
  readonly problems: readonly UploadProblem[];
  readonly rejected: string;
  /** All that would be handed to the store, as text. */
  readonly kept: string;
}

export interface Examine {
  readonly bytes: Uint8Array;
  readonly kind?: UploadKind;
  readonly form?: FormSaid;
  readonly change?: (map: UploadMap) => UploadMap;
}

const KEY = Buffer.alloc(32, 7);

export async function examine({ bytes, kind = 'sales', form = {}, change = (map) => map }: Examine): Promise<Examined> {
  const root = await mkdtemp(join(tmpdir(), 'illuminate-upload-'));
  const folder = join(root, 'file');
  await mkdir(folder);
  const [organisationId, uploadId] = ['org_1', 'upl_1'];
  const file = { folder, organisationId, uploadId, key: KEY };
  const place = (name: string): SpoolPlace => ({
    ...{ file: join(folder, name), place: [name], key: KEY, keyVersion: 1 },
  });
  const nothing = { refused: null, proposal: null, checked: null, problems: [], rejected: '', kept: '' };
  let proposal: UploadProposal | null = null;
  try {
    // In pieces of odd sizes, so that letters and lines are cut.
    for (let at = 0; at < bytes.length; at += 65_537) {
      const piece = seal(KEY, 1, placeOfPiece(organisationId, uploadId, at), bytes.subarray(at, at + 65_537));
      await writeFile(pieceFile(folder, at), piece);
    }
    const asked = { kind: 'propose', file, uploadKind: kind, form, zone: 'Europe/London', currency: 'GBP' } as const;
    proposal = (await proposeJob(asked)).proposal;
    const { map, renamed, fillMerged } = mapOfUpload({
      kind,
      said: change(proposal.map),
      proposal,
      zone: 'Europe/London',
      currency: 'GBP',
    });
    const checked = await checkJob(
      {
        ...{ kind: 'check', file, map, renamed, fillMerged, zone: 'Europe/London', currency: 'GBP', asOf: 1_000 },
        ...{ pseudonymKey: KEY, rows: place('rows'), notes: place('notes') },
      },
      () => undefined,
    );
    const notes = await readNotes(place('notes'));
    const kept = [...readSpool(place('rows'))]
      .flatMap(({ packed }) => Object.values(packed.tables))
      .flatMap(({ columns }) => columns.map((column) => Buffer.from(column).toString('utf8')))
      .join('\n');
    return { ...nothing, proposal, checked, problems: notes?.problems ?? [], rejected: notes?.rejected ?? '', kept };
  } catch (err) {
    if (err instanceof DeliveryFault) return { ...nothing, proposal, refused: `${err.what} ${err.nextStep}` };
    if (err instanceof Refusal) {
      const said = err.parts.fields?.map(({ message }) => message).join('; ') ?? err.parts.detail;
      return { ...nothing, proposal, refused: said };
    }
    throw err;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
