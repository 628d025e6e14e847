import { useTranslation } from 'react-i18next';
import classes from './Builder.module.css';
import { STEPS, type Step } from './steps.ts';

interface StepListProps {
  readonly current: Step;
  /** Steps in which something is still lacking. */
  readonly lacking: ReadonlySet<Step>;
  readonly onGo: (step: Step) => void;
}

/** "1 Info 2 Criteria set 3 Output 4 Template": where one is, and the way to each of the others. */
export function StepList({ current, lacking, onGo }: StepListProps) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('builder.steps.label')}>
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              className={classes.step}
              aria-current={step === current ? 'step' : undefined}
              onClick={() => onGo(step)}
            >
              <span className={classes.stepNumber}>{index + 1}</span>
              {t(`builder.steps.${step}`)}
              {lacking.has(step) ? <span className={classes.lacking}>{t('builder.steps.lacking')}</span> : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
