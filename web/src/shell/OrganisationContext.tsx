import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organisationsQuery } from '../api/queries.ts';
import classes from './OrganisationContext.module.css';

/** Whose data this is: the one organisation by name, or how many there are. */
export function OrganisationContext() {
  const { t } = useTranslation();
  const { data: organisations } = useQuery(organisationsQuery);
  if (organisations === undefined || organisations.length === 0) return null;
  const [only] = organisations;
  return (
    <span className={classes.context}>
      {organisations.length === 1 ? only?.name : t('app.allOrganisations', { count: organisations.length })}
    </span>
  );
}
