import type { ConnectionSummary } from '@illuminate/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { paths } from '../paths.ts';
import { anchorOf } from './sections.ts';

interface ActionLinkProps {
  readonly connection: Pick<ConnectionSummary, 'name' | 'organisation' | 'headline'>;
  readonly className?: string | undefined;
}

/** Actions that are done on a page of their own, for the whole organisation, and what each needs to be allowed. */
const ELSEWHERE = {
  'sort-ticket-types': { to: paths.ticketTypes, call: 'sortTicketTypes', others: 'connections.others.sort' },
  'match-events': { to: paths.matching, call: 'matchEvents', others: 'connections.others.match' },
} as const;

const isElsewhere = (kind: string): kind is keyof typeof ELSEWHERE => kind in ELSEWHERE;

/** The way to where a headline's action is done; for whoever may not do it, who does. */
export function ActionLink({ connection: { name, organisation, headline }, className }: ActionLinkProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { action } = headline;
  if (action === null) return null;
  if (isElsewhere(action.kind)) {
    const { to, call, others } = ELSEWHERE[action.kind];
    if (!mayCall(session, call, organisation.slug)) return t(others, { organisation: organisation.name });
    return (
      <Link to={to} search={{ organisation: organisation.slug }} className={className}>
        {action.label}
      </Link>
    );
  }
  return (
    <Link to={paths.connection} params={{ name }} hash={anchorOf(action.kind)} className={className}>
      {action.label}
    </Link>
  );
}
