import type { ConnectionSummary } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { ConnectionArticle } from './ConnectionArticle.tsx';
import classes from './ConnectionsPage.module.css';

interface CalledOffProps {
  readonly connections: readonly ConnectionSummary[];
  /** Whether it is unfolded at first: where nothing else is on the page. */
  readonly isAlone: boolean;
}

/** What was withdrawn before permission was given, folded away below what is current. */
export function CalledOff({ connections, isAlone }: CalledOffProps) {
  const { t } = useTranslation();
  if (connections.length === 0) return null;
  return (
    <details className={classes.calledOff} open={isAlone}>
      <summary>{t('connections.calledOff', { count: connections.length })}</summary>
      {connections.map((connection) => (
        <ConnectionArticle key={connection.name} connection={connection} />
      ))}
    </details>
  );
}
