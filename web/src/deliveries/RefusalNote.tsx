import type { Problem } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';

/** Why a delivery was not taken: what, where, who acts and what to do. */
export function RefusalNote({ refusal, title }: { readonly refusal: Problem; readonly title: string }) {
  const { t } = useTranslation();
  const { detail, nextStep, code, part, row, field, reference } = refusal;
  return (
    <Notice tone="bad" title={title}>
      <p>{detail}</p>
      <p>
        <strong>
          {t('deliveries.senderActs')} {nextStep}
        </strong>
      </p>
      <TechnicalDetails
        label={t('errors.technical')}
        items={[
          { name: t('errors.code'), value: code },
          { name: t('deliveries.part'), value: part === undefined ? '' : String(part) },
          { name: t('deliveries.row'), value: row === undefined ? '' : String(row) },
          { name: t('deliveries.field'), value: field ?? '' },
          { name: t('errors.reference'), value: reference },
        ]}
      />
    </Notice>
  );
}
