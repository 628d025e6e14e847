import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../ui/PageHeading.tsx';
import { homeOf } from './home-of.ts';
import classes from './NotForYouPage.module.css';
import { useSession } from './session-context.ts';

/** For whoever is signed in and may not see the page: says so, rather than showing an empty one. */
export function NotForYouPage() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <>
      <PageHeading title={t('notForYou.title')} below={t('notForYou.lead')}>
        {t('notForYou.title')}
      </PageHeading>
      <p>{t('notForYou.next')}</p>
      <p className={classes.way}>
        <Link to={homeOf(session)}>{t('notForYou.home')}</Link>
      </p>
    </>
  );
}
