import { useTranslation } from 'react-i18next';
import classes from './Wordmark.module.css';

/** The product's name, with a beam of light falling on it. */
export function Wordmark() {
  const { t } = useTranslation();
  return (
    <span className={classes.wordmark}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M5 5 L19.5 9.5 L9.5 19.5 Z" fill="var(--focus)" />
        <circle cx="4" cy="4" r="3" fill="currentColor" />
      </svg>
      {t('app.name')}
    </span>
  );
}
