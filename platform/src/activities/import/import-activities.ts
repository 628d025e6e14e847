import { activityFields, type Output } from '@illuminate/contract';
import { appendAudit } from '../../audit/append.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { type MatchingDeps, oneAtATime } from '../../matching/do-deed.ts';
import { refreshMatches } from '../../matching/refresh-matches.ts';
import { notPossibleNow } from '../../refusal.ts';
import { insertActivity } from '../insert-activity.ts';
import { type ImportedFile, proposeImport } from './propose-import.ts';
import { unreadable } from './read-file.ts';
import { rememberColumns } from './remembered-columns.ts';
import { sayMissing } from './settle-columns.ts';

/** What the columns of the file are is remembered for the next file with the same ones. */
export interface ImportActivities extends ImportedFile {
  readonly organisation: Organisation;
  /** Store what has no faults, and leave the rest. */
  readonly partly: boolean;
  readonly actor: string;
}

/** Takes the activities of a file into the log in one transaction. The same file again adds nothing. @throws Refusal */
export async function importActivities(
  deps: MatchingDeps,
  { organisation, partly, actor, ...file }: ImportActivities,
): Promise<Output<'importActivities'>> {
  const { name, columns } = file;
  const at = deps.clock.now();
  const { fresh, counts, left } = await deps.db.transaction().execute(async (trx) => {
    // Of two that import the same at once, the second finds what the first has stored.
    await oneAtATime(trx, organisation.id);
    const proposal = await proposeImport({ db: trx, clock: deps.clock }, organisation, file);
    if (proposal.missing.length > 0) throw unreadable(sayMissing(proposal));
    const faulty = proposal.rows.filter(({ becomes }) => becomes === 'faulty');
    if (faulty.length > 0 && !partly) {
      const rows = faulty.length === 1 ? `Row ${faulty[0]?.row} has a fault` : `${faulty.length} rows have faults`;
      throw notPossibleNow(`${rows}, so nothing was stored.`, 'Correct the file, or choose to leave those rows out.');
    }
    const wanted = proposal.rows.filter(({ becomes }) => becomes === 'new');
    for (const { activity } of wanted) {
      await insertActivity(trx, { organisation, input: activityFields.parse(activity), origin: 'import', actor, at });
    }
    if (columns !== undefined) {
      await rememberColumns({ db: trx }, { organisation, columns, actor, at });
    }
    if (wanted.length > 0) {
      await appendAudit(trx, {
        at,
        actor,
        action: 'activity.imported',
        subject: organisation.id,
        organisationId: organisation.id,
        details: { file: name, added: wanted.length, known: proposal.counts.known, left: faulty.length },
      });
    }
    return { fresh: wanted.length, counts: proposal.counts, left: faulty };
  });
  await refreshMatches(deps, organisation.id);
  return { added: fresh, known: counts.known, left };
}
