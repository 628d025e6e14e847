import { useTranslation } from 'react-i18next';
import classes from './Consents.module.css';

interface SwitchFigureProps {
  /** What the switch says in the box office. */
  readonly label: string;
}

/** The switch in the box office, drawn off and on, so that whoever has not seen it knows it when they do. */
export function SwitchFigure({ label }: SwitchFigureProps) {
  const { t } = useTranslation();
  return (
    <figure className={classes.figure}>
      <div className={classes.screen}>
        {(['off', 'on'] as const).map((state) => (
          <div key={state}>
            <div className={classes.switchRow}>
              <span className={classes.track} data-on={state === 'on' ? '' : undefined} aria-hidden="true" />
              <span>{label}</span>
            </div>
            <p className={classes.trail}>{t(`connect.steps.${state}`)}</p>
          </div>
        ))}
      </div>
      <figcaption className={classes.quiet}>{t('connect.steps.figure', { label })}</figcaption>
    </figure>
  );
}
