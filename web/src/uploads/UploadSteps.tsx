import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './UploadSteps.module.css';

const STEPS = ['file', 'leave', 'columns', 'check', 'receipt'] as const;
export type UploadStep = (typeof STEPS)[number];

interface UploadStepsProps {
  readonly at: UploadStep;
  readonly ref?: Ref<HTMLOListElement>;
}

/** The steps of an upload, and at which one it is. */
export function UploadSteps({ at, ref }: UploadStepsProps) {
  const { t } = useTranslation();
  const now = STEPS.indexOf(at);
  return (
    <ol ref={ref} tabIndex={-1} className={classes.steps} aria-label={t('uploads.steps.label')}>
      {STEPS.map((step, index) => (
        <li key={step} aria-current={step === at ? 'step' : undefined} data-done={index < now ? '' : undefined}>
          {t(`uploads.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
