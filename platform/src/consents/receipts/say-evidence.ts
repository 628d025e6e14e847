import { formatWall, parseInstant, zoneOf } from '@illuminate/model';

/** What a consent rests on, with the box office's own date in the organisation's wall time, if it gave one. */
export function sayEvidence(evidence: Record<string, unknown>, zone: string): string {
  const { source, allowedSince, says } = evidence;
  if (typeof says === 'string') return says;
  const said = typeof source === 'string' ? `Named on the ${source}` : 'Recorded';
  const since = typeof allowedSince === 'string' ? parseInstant(allowedSince) : null;
  return since === null ? said : `${said}, allowed since ${formatWall(zoneOf(zone).toWall(since))}`;
}
