import type { Context } from '../context.ts';
import { forgetDamage } from '../organisations/store-damages.ts';
import { copyStore } from '../warehouse/copies.ts';
import { removeOtherFiles } from '../warehouse/files-of-store.ts';
import { removeConnection } from '../warehouse/remove-connection.ts';
import { rewriteStore } from '../warehouse/rewrite-store.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { removeKeptFiles } from './kept-files.ts';
import { phases } from './phases.ts';
import { removeRecords } from './records.ts';
import type { DeletionSubject } from './subject.ts';

/** Removes the data. Done again after a crash in the middle, it removes what is left. */
export async function removeData(context: Context, subject: DeletionSubject, whole: boolean): Promise<void> {
  const { organisation, connections } = subject;
  for (const { id } of connections) await context.deliveries.cancel(id);
  await context.uploads.cancel(organisation.id);
  await context.db.transaction().execute((trx) => removeRecords(trx, subject, whole));
  if (whole) {
    // The keys first: from then on what is left by a crash opens no more. It also deletes the dumps of before.
    await context.keys.destroyOrganisationKeys(organisation.id);
    phases.publish({ phase: 'keys-destroyed' });
    await context.warehouse.destroy(organisation.id);
    await forgetDamage(context, organisation.id);
  } else {
    await removeRows(context, subject);
    // Dumps of before hold sealed sign-ins, and the keys that open them stay.
    await context.control.requestDump(`data of ${subject.connection?.name} deleted`, { discardOlder: true });
  }
  await removeKeptFiles(context, subject, whole);
}

async function removeRows(
  { warehouse, clock, log }: Context,
  { organisation, connections }: DeletionSubject,
): Promise<void> {
  if (await hasNoStore(warehouse.folders, organisation.id)) return;
  const at = clock.now().getTime();
  for (const { id } of connections) await removeConnection(warehouse, organisation.id, { connectionId: id, at });
  await rewriteStore(warehouse, organisation.id, log);
  const copy = await copyStore(warehouse, organisation.id, at);
  await removeOtherFiles(warehouse.folders, organisation.id, [copy.name]);
}
