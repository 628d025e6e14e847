// Whose a saved report is, and who may see and change it, beyond what roles may at all.
import type { Principal } from '../../access/principal.ts';
import { reachesWhole, reachOf } from '../../access/reach.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ReportRow } from '../../control/schema/reports.ts';

/** Who owns what a caller makes, and whose favourites are marked: the same for a person or a key on every day. */
export function ownerIdOf(principal: Principal): string {
  switch (principal.kind) {
    case 'person':
      return principal.personId;
    case 'organisation':
      return principal.keyId;
    default:
      return principal.kind;
  }
}

type Whose = Pick<Organisation, 'id'>;

/** Whether somebody builds reports there. What keys may write the door has looked at. */
export function buildsReports(principal: Principal, { id }: Whose): boolean {
  return principal.kind !== 'person' || reachesWhole(reachOf(principal, 'createReport'), id);
}

/** Whether somebody looks after the organisation, and so after what others made there. */
export function administers(principal: Principal, { id }: Whose): boolean {
  if (principal.kind !== 'person') return true;
  return principal.memberships.some(
    ({ organisationId, role }) => organisationId === id && role === 'organisation-admin',
  );
}

/** What somebody keeps to themselves administrators see too: people leave, and their reports stay. */
export function maySee(principal: Principal, organisation: Whose, report: Pick<ReportRow, 'visibility' | 'owner_id'>) {
  return report.visibility === 'organisation' || owns(principal, report) || administers(principal, organisation);
}

export function owns(principal: Principal, { owner_id }: Pick<ReportRow, 'owner_id'>): boolean {
  return owner_id === ownerIdOf(principal);
}

/** Of a report that may be seen. */
export function mayChange(
  principal: Principal,
  organisation: Whose,
  report: Pick<ReportRow, 'is_read_only' | 'owner_id'>,
): boolean {
  if (!buildsReports(principal, organisation)) return false;
  return !report.is_read_only || owns(principal, report) || administers(principal, organisation);
}
