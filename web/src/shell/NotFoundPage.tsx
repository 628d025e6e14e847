import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { PageHeading } from '../ui/PageHeading.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('errors.notFound')} below={t('errors.notFoundLead')}>
        {t('errors.notFound')}
      </PageHeading>
      <p>
        <Link to={paths.connections}>{t('errors.toConnections')}</Link>
      </p>
    </>
  );
}
