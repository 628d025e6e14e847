import type { Connection } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Section } from '../ui/Section.tsx';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';

/** What somebody who is asked for help wants to know, ready to be copied. */
export function SupportSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { name, id, headline, lastSync, streams } = connection;
  const fault = lastSync?.failure ?? streams.find(({ lastFailure }) => lastFailure !== null)?.lastFailure ?? null;
  const items = [
    { name: t('technical.connection'), value: name },
    { name: t('technical.id'), value: id },
    { name: t('technical.status'), value: headline.code },
    { name: t('technical.sync'), value: lastSync?.id ?? '' },
    { name: t('technical.fault'), value: fault === null ? '' : `${fault.code} ${fault.reference}`.trim() },
  ];
  const text = items
    .filter(({ value }) => value !== '')
    .map((item) => `${item.name}: ${item.value}`)
    .join('\n');
  return (
    <Section title={t('technical.title')} anchor="support">
      <p>{t('technical.lead')}</p>
      <TechnicalDetails label={t('technical.summary')} items={items} />
      <CopyButton label={t('technical.copy')} text={text} />
    </Section>
  );
}
