import type { UploadProposal } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import { fileOfUpload } from './file-of-upload.ts';
import { findUpload, notInState } from './find-upload.ts';
import { rememberedMap, withRemembered } from './remembered-map.ts';
import type { FormSaid } from './upload-messages.ts';
import { refusalOfThread } from './upload-refusals.ts';

type Deps = Pick<Context, 'db' | 'uploads' | 'keys' | 'log'>;

/** How a file seems to be read; changes nothing. @throws Refusal */
export async function proposeMap(
  deps: Deps,
  { organisation, upload, form }: { organisation: Organisation; upload: string; form: FormSaid },
): Promise<UploadProposal> {
  const row = await findUpload(deps, organisation, upload);
  if (row.state !== 'received' && row.state !== 'checked') throw notInState(row);
  return (await lookAtUpload(deps, organisation, row, form)).proposal;
}

export interface LookedAtUpload {
  readonly proposal: UploadProposal;
  readonly fingerprint: string;
}

/** @throws Refusal */
export async function lookAtUpload(
  deps: Deps,
  organisation: Organisation,
  row: UploadRow,
  form: FormSaid,
): Promise<LookedAtUpload> {
  const { file } = await fileOfUpload(deps, row);
  const { proposal, fingerprint } = await deps.uploads
    .during(organisation.id, (signal) =>
      deps.uploads.threads.propose(
        { kind: 'propose', file, uploadKind: row.kind, form, zone: organisation.zone, currency: organisation.currency },
        signal,
      ),
    )
    .catch((err: unknown) => {
      throw refusalOfThread(err, row) ?? err;
    });
  const remembered = await rememberedMap(deps, { organisationId: organisation.id, kind: row.kind, fingerprint });
  return { proposal: withMergedFilled(withRemembered(proposal, remembered, form)), fingerprint };
}

/** Unless somebody said otherwise, merged cells of columns that name things are to be filled. */
function withMergedFilled(proposal: UploadProposal): UploadProposal {
  const { form, columns, fields, merged } = proposal;
  if (form.fillMerged !== null) return proposal;
  const naming = new Set(fields.flatMap((one) => (one.naming ? [one.field] : [])));
  const isNamed = columns.some(
    ({ position, field }) => field !== null && naming.has(field) && merged.columns.includes(position),
  );
  return isNamed ? { ...proposal, form: { ...form, fillMerged: true } } : proposal;
}
