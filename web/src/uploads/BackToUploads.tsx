import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';
import classes from './Uploads.module.css';

/** Above a heading: the way to the list, of the same organisation. */
export function BackToUploads() {
  const { t } = useTranslation();
  const chosen = useChosen();
  return (
    <p className={classes.back}>
      <Link to={paths.uploads} search={chosen === null ? {} : { organisation: chosen }}>
        {t('newUpload.back')}
      </Link>
    </p>
  );
}
