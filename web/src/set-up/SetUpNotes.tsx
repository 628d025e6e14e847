import type { Organisation } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useVisitor } from '../access/session-context.ts';
import { firstOrganisationsQuery, setUpQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import classes from './SetUpPage.module.css';

/** Whoever looks after more is not setting them up. */
const FEW = 3;

/** For whoever reads for a few organisations: which of them are still being set up, and what comes next. */
export function SetUpNotes() {
  const { data: first } = useQuery(firstOrganisationsQuery);
  const session = useVisitor();
  if (first === undefined || first.items.length > FEW) return null;
  const own = first.items.filter(({ slug }) => mayCall(session, 'showSetUp', slug));
  return own.map((organisation) => <SetUpNote key={organisation.slug} organisation={organisation} />);
}

function SetUpNote({ organisation: { slug, name } }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data: setUp } = useQuery(setUpQuery(slug));
  if (setUp === undefined || setUp.completed >= setUp.possible) return null;
  const next = setUp.items.find(({ state }) => state !== 'completed' && state !== 'cannot-start');
  return (
    <p className={classes.note}>
      {t('setUp.note', { organisation: name, completed: setUp.completed, count: setUp.possible })}{' '}
      <Link to={paths.setUp} params={{ organisation: slug }}>
        {next === undefined ? t('setUp.pageTitle') : t('setUp.next', { step: t(`setUp.step.${next.step}`) })}
      </Link>
    </p>
  );
}
