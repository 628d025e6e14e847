import { useTranslation } from 'react-i18next';
import classes from './Wordmark.module.css';

/** The product's name, with a beam of light falling on it. */
export function Wordmark() {
  const { t } = useTranslation();
  return (
    <span className={classes.wordmark}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M10 3 L18 18 H2 Z" fill="var(--focus)" />
        <circle cx="10" cy="3.4" r="2.4" fill="currentColor" />
      </svg>
      {t('app.name')}
    </span>
  );
}
