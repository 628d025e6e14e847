import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';

/** The way back to all reports, or to all criteria sets, of the organisation that is looked at. */
export function ToReports({ to = paths.reports }: { readonly to?: typeof paths.reports | typeof paths.criteriaSets }) {
  const { t } = useTranslation();
  const chosen = useChosen();
  return (
    <p>
      <Link to={to} search={chosen === null ? {} : { organisation: chosen }}>
        {t(to === paths.reports ? 'reports.all' : 'criteriaSets.all')}
      </Link>
    </p>
  );
}
