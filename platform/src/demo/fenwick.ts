// Fenwick Touring Company, whose system nobody integrates: it lives by uploads.
import { createHash } from 'node:crypto';
import { emailKey } from '../access/email-key.ts';
import { personAsActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { beginUpload } from '../uploads/begin-upload.ts';
import { checkUpload } from '../uploads/check-upload.ts';
import { confirmUpload } from '../uploads/confirm-upload.ts';
import { describeUpload } from '../uploads/describe-upload.ts';
import { findUpload } from '../uploads/find-upload.ts';
import { proposeMap } from '../uploads/propose-map.ts';
import { receivePart } from '../uploads/receive-part.ts';
import { demoOrganisation } from './demo-organisation.ts';
import { ACTOR } from './demo-provider.ts';
import { type FenwickFile, fenwickFiles } from './fenwick-files.ts';

const SLUG = 'fenwick';
/** Whoever uploads there. */
const WHO = 'callum@fenwick.example';

const find = ({ db }: Pick<Context, 'db'>): Promise<Organisation | undefined> =>
  db.selectFrom('organisations').selectAll().where('slug', '=', SLUG).executeTakeFirst();

/** Once; found again at every start. */
export async function settleFenwick(context: Context): Promise<void> {
  if ((await find(context)) !== undefined) return;
  const place = { zone: 'Europe/London', currency: 'GBP' };
  await demoOrganisation(context, { slug: SLUG, name: 'Fenwick Touring Company', ...place });
}

/** Uploads its season, as its people would: whatever was begun before is not done twice. Nobody waits for it. */
export async function uploadFenwick(context: Context): Promise<void> {
  const organisation = await find(context);
  if (organisation === undefined) return;
  const before = await context.db
    .selectFrom('uploads')
    .select('file_name')
    .where('organisation_id', '=', organisation.id)
    .where('state', 'in', ['loaded', 'undone', 'cancelled'])
    .limit(1000)
    .execute();
  const person = await context.db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('email_key', '=', emailKey(WHO))
    .executeTakeFirst();
  const actor = person === undefined ? ACTOR : personAsActor(person);
  for (const file of fenwickFiles(context.clock.now().getTime())) {
    if (before.some(({ file_name }) => file_name === file.fileName)) continue;
    await uploadWhole(context, { organisation, file, actor });
  }
}

interface UploadWhole {
  readonly organisation: Organisation;
  readonly file: FenwickFile;
  readonly actor: string;
}

async function uploadWhole(context: Context, { organisation, file, actor }: UploadWhole): Promise<void> {
  const { kind, fileName, text } = file;
  const bytes = Buffer.from(text, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const begun = await beginUpload(context, {
    ...{ organisation, kind, fileName, bytes: bytes.length, sha256, actor },
    leftOnComputer: kind === 'sales' ? ['Name', 'E-mail', 'Phone'] : [],
  });
  const of = { organisation, upload: begun.id };
  if (begun.state === 'receiving') {
    await receivePart(context, { ...of, offset: begun.receivedBytes, bytes: bytes.subarray(begun.receivedBytes) });
  }
  const { map } = await proposeMap(context, { ...of, form: {} });
  // What a refund is called stands far down the file, where a proposal does not look.
  const values = kind === 'sales' ? { ticket_status: { Sold: 'sold', Refunded: 'returned' } } : map.values;
  await checkUpload(context, { ...of, map: { ...map, values }, actor });
  await context.uploads.settled(organisation.id);
  const { check } = await describeUpload(context, organisation, await findUpload(context, organisation, begun.id));
  if (check === null) throw new Error(`${fileName} could not be checked`);
  await confirmUpload(context, {
    ...{ ...of, check: check.id, acceptPartial: false, ticketTypes: [], agreement: undefined, actor },
    permission: () => ({ kind: 'arranged' }),
  });
  await context.uploads.settled(organisation.id);
}
