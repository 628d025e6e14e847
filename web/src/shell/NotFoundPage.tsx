import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { homeOf } from '../access/home-of.ts';
import { readersQuery } from '../access/session.ts';
import { paths } from '../paths.ts';
import { PageHeading } from '../ui/PageHeading.tsx';

/** Nothing is at this address; and from here on to what its reader can use, which for whoever is not signed in is little. */
export function NotFoundPage() {
  const { t } = useTranslation();
  const { data: readers } = useQuery(readersQuery);
  const session = readers?.now;
  return (
    <>
      <PageHeading title={t('errors.notFound')} below={t('errors.notFoundLead')}>
        {t('errors.notFound')}
      </PageHeading>
      {session === undefined ? null : session === null ? (
        <ul>
          <li>
            <Link to={paths.signIn}>{t('errors.toSignIn')}</Link>
          </li>
          <li>
            <Link to={paths.guide}>{t('errors.toGuide')}</Link>
          </li>
          <li>
            <Link to={paths.providers}>{t('errors.toProviders')}</Link>
          </li>
        </ul>
      ) : (
        <p>
          <Link to={homeOf(session)}>{t('notForYou.home')}</Link>
        </p>
      )}
    </>
  );
}
