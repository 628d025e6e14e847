import type { Connection } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../access/session-context.ts';
import { statusQuery } from '../api/queries.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './PermissionSection.module.css';

/** Whether giving permission in the box office is what comes next: at first, and again after it was withdrawn there. */
export const isPermissionAwaited = ({ steps, state, headline, claim }: Connection): boolean =>
  steps.length > 0 &&
  claim?.state !== 'waiting' &&
  claim?.state !== 'at-desk' &&
  claim?.state !== 'declined' &&
  (state === 'waiting_for_consent' || headline.action?.kind === 'show-steps');

/** How permission is given in the box office, in the provider's own words, and a text for whoever can give it. */
export function PermissionSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { provider, organisation, steps } = connection;
  const message = t('connection.permission.message', {
    provider: provider.title,
    organisation: organisation.name,
    steps: steps.map((step, index) => t('connection.permission.messageStep', { number: index + 1, step })).join('\n'),
  });
  return (
    <Section title={t('connection.permission.title')} anchor="permission">
      <p>{t('connection.permission.lead', { provider: provider.title })}</p>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className={classes.notices}>{t('connection.permission.notices')}</p>
      <SimulatorLink provider={provider.id} />
      <div className={classes.send}>
        <p>{t('connection.permission.send')}</p>
        <CopyButton label={t('connection.permission.copy')} text={message} />
        <details>
          <summary>{t('connection.permission.showMessage')}</summary>
          <pre className={classes.message}>{message}</pre>
        </details>
      </div>
    </Section>
  );
}

/** In the demo, the way to the simulated box office, where the reader gives permission with their own hand. */
export function SimulatorLink({ provider }: { readonly provider: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const { data: status } = useQuery(statusQuery);
  const simulator = status?.simulators.find((one) => one.provider === provider);
  if (!session.demo || simulator === undefined) return null;
  return (
    <p>
      {t('connection.permission.simulator')}{' '}
      <a href={simulator.address} target="_blank" rel="noreferrer">
        {t('connection.permission.openSimulator')}
      </a>
    </p>
  );
}
