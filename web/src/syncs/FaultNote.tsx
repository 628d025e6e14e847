import type { Fault } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';

interface FaultNoteProps {
  readonly fault: Fault;
  readonly title: string;
}

/** A fault of an update: cause, that data is safe, who acts, next step; the code only where support looks for it. */
export function FaultNote({ fault, title }: FaultNoteProps) {
  const { t } = useTranslation();
  return (
    <Notice tone={fault.whoActs === 'nobody' ? 'warn' : 'bad'} title={title}>
      <p>
        {fault.cause} {t('syncs.safe')}
      </p>
      <p>
        <strong>
          {t(`errors.whoActs.${fault.whoActs}`)} {fault.nextStep}
        </strong>
      </p>
      <TechnicalDetails
        label={t('errors.technical')}
        items={[
          { name: t('errors.code'), value: fault.code },
          { name: t('errors.stream'), value: fault.stream ?? '' },
          { name: t('errors.reference'), value: fault.reference },
        ]}
      />
    </Notice>
  );
}
