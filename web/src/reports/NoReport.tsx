import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ToReports } from './ToReports.tsx';

/** Why a saved report is not shown: there is none of this address, or it could not be asked for. */
export function NoReport({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return ['not-found', 'invalid-input'].includes(problemOf(error)?.code ?? '') ? (
    <Empty title={t('errors.notFound')} action={<ToReports />}>
      <p>{t('reports.missing')}</p>
    </Empty>
  ) : (
    <ProblemNotice error={error} onRetry={onRetry} />
  );
}
