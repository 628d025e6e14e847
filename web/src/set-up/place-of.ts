import type { SetUpItem } from '@illuminate/contract';
import { linkOptions } from '@tanstack/react-router';
import { paths } from '../paths.ts';

/** Where a step is done; null where that is nowhere in the app yet. */
export function placeOf({ step, connection, uploads }: SetUpItem, organisation: string) {
  const onPage = (hash: string) =>
    connection === null ? null : linkOptions({ to: paths.connection, params: { name: connection }, hash });
  switch (step) {
    case 'approve-agreement':
      return onPage('agreement');
    case 'connect':
      // Who uploads has nothing to connect: the next file is what there is to do.
      if (uploads) return linkOptions({ to: paths.newUpload, search: { organisation } });
      return connection === null
        ? linkOptions({ to: paths.connect })
        : linkOptions({ to: paths.connection, params: { name: connection } });
    case 'confirm-organisation':
    case 'invite-colleagues':
      return linkOptions({ to: paths.people, search: { organisation } });
    case 'check-totals':
      return onPage('reconciliation');
    case 'match-events':
      return linkOptions({ to: paths.matching, search: { organisation } });
    case 'sort-ticket-types':
      return linkOptions({ to: paths.ticketTypes, search: { organisation } });
    case 'see-first-report':
      return linkOptions({ to: paths.eventIds, search: { organisation } });
    default:
      return null;
  }
}
