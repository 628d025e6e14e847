import type { ConnectionSummary } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section.tsx';
import { Timing } from './Timing.tsx';

/** To when the data reaches and when it is updated, for whoever sees no more of it than that. */
export function TimingSection({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  return (
    <Section title={t('timing.title')} anchor="updates">
      <Timing connection={connection} />
      <p>{t('timing.statusOnly', { organisation: connection.organisation.name })}</p>
    </Section>
  );
}
