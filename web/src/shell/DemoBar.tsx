import type { Session } from '@illuminate/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { heldRoles } from '../access/held-roles.ts';
import { useRolesInWords } from '../access/use-roles-in-words.ts';
import { paths } from '../paths.ts';
import classes from './DemoBar.module.css';

/** In the demo, over every page: that it is one, whom one looks around as, and the way to be somebody else. */
export function DemoBar({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const rolesInWords = useRolesInWords();
  const { person } = session;
  return (
    <p className={classes.bar}>
      <span>{t('app.demo')}</span>{' '}
      {person === null ? null : (
        <span>
          {t('lookAround.now', { name: person.name })}
          <span className={classes.roles}>, {rolesInWords(heldRoles(session))}</span>.
        </span>
      )}{' '}
      <Link to={paths.lookAround}>{person === null ? t('lookAround.title') : t('lookAround.change')}</Link>
    </p>
  );
}
