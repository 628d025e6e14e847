import type { ConnectionSummary } from '@illuminate/contract';
import { Link } from '@tanstack/react-router';
import { paths } from '../paths.ts';
import { anchorOf } from './sections.ts';

interface ActionLinkProps {
  readonly connection: Pick<ConnectionSummary, 'name' | 'organisation' | 'headline'>;
  readonly className?: string | undefined;
}

/** Actions that are done on a page of their own, for the whole organisation. */
const ELSEWHERE = { 'sort-ticket-types': paths.ticketTypes, 'match-events': paths.matching } as const;

const isElsewhere = (kind: string): kind is keyof typeof ELSEWHERE => kind in ELSEWHERE;

/** The way to where a headline's action is done. */
export function ActionLink({ connection: { name, organisation, headline }, className }: ActionLinkProps) {
  const { action } = headline;
  if (action === null) return null;
  if (isElsewhere(action.kind)) {
    return (
      <Link to={ELSEWHERE[action.kind]} search={{ organisation: organisation.slug }} className={className}>
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
