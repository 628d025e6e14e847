import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { PageHeading } from '../ui/PageHeading.tsx';

/** For whoever is signed in and may not see the page: says so, rather than showing an empty one. */
export function NotForYouPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('notForYou.title')} below={t('notForYou.lead')}>
        {t('notForYou.title')}
      </PageHeading>
      <p>{t('notForYou.next')}</p>
      <p>
        <Link to={paths.connections}>{t('notForYou.home')}</Link>
      </p>
    </>
  );
}
