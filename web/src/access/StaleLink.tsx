import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import classes from './SignInPage.module.css';

/** For a link that opens nothing any more: why that may be, and what to do. */
export function StaleLink({ of }: { readonly of: 'invitation' | 'welcome' | 'reset' }) {
  const { t } = useTranslation();
  return (
    <div className={classes.page}>
      <PageHeading title={t('staleLink.title')} below={t(`staleLink.${of}.why`)}>
        {t('staleLink.title')}
      </PageHeading>
      <div className={classes.sent}>
        <p>{t(`staleLink.${of}.next`)}</p>
        <p>{t('staleLink.safe')}</p>
        {of === 'reset' ? (
          <p>
            <Link to={paths.forgotten}>{t('staleLink.reset.again')}</Link>
          </p>
        ) : null}
        <p>
          <Link to={paths.signIn}>{t('staleLink.signIn')}</Link>
        </p>
      </div>
    </div>
  );
}
