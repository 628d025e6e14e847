import { useTranslation } from 'react-i18next';
import classes from './UploadSteps.module.css';

const STEPS = ['file', 'leave', 'columns', 'check', 'receipt'] as const;
export type UploadStep = (typeof STEPS)[number];

/** The steps of an upload, and at which one it is. */
export function UploadSteps({ at }: { readonly at: UploadStep }) {
  const { t } = useTranslation();
  const now = STEPS.indexOf(at);
  return (
    <ol className={classes.steps} aria-label={t('uploads.steps.label')}>
      {STEPS.map((step, index) => (
        <li key={step} aria-current={step === at ? 'step' : undefined} data-done={index < now ? '' : undefined}>
          {t(`uploads.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
