import type { Session } from '@illuminate/contract';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { firstOrganisationsQuery, organisationsQuery } from '../api/queries.ts';
import { OrganisationList } from '../organisations/OrganisationList.tsx';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';
import { useFold } from '../ui/use-fold.ts';
import classes from './OrganisationSwitch.module.css';

/** Whose data this is: the one organisation by name; where there are several, a way from one to another. */
export function OrganisationSwitch({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const chosen = useChosen();
  const fold = useFold<HTMLDivElement>(useRouterState({ select: ({ location }) => location.href }));
  const { data: first } = useQuery({ ...firstOrganisationsQuery, enabled: mayCall(session, 'listOrganisations') });
  const isPart = first !== undefined && first.nextCursor !== null;
  const { data: all } = useQuery({ ...organisationsQuery, enabled: isPart && (fold.isOpen || chosen !== null) });
  const organisations = all ?? first?.items ?? [];
  const isOfOneThing = useRouterState({ select: ({ matches }) => matches.at(-1)?.routeId.includes('$') === true });
  const [only] = organisations;
  if (only === undefined) return null;
  if (organisations.length === 1) return <span className={classes.context}>{only.name}</span>;
  const name = organisations.find(({ slug }) => slug === chosen)?.name;
  return (
    <div className={classes.switch} {...fold.around}>
      <button {...fold.button} className={classes.button}>
        <span className="visually-hidden">{t('organisations.switch')} </span>
        {name ?? (isPart ? t('app.everyOrganisation') : t('app.allOrganisations', { count: organisations.length }))}
        <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
      </button>
      <div id={fold.panelId} className={classes.panel} data-open={fold.isOpen ? '' : undefined}>
        <OrganisationList
          organisations={organisations}
          chosen={chosen}
          withAll
          to={isOfOneThing ? paths.connections : '.'}
        />
      </div>
    </div>
  );
}
