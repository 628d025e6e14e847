import type { Person } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { useSession } from '../access/session-context.ts';
import classes from './PeoplePage.module.css';

/** The heading of a person's row: name and address, whether it is oneself, and whether the account is shut. */
export function PersonHeading({ person }: { readonly person: Pick<Person, 'id' | 'name' | 'email' | 'disabled'> }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <th scope="row" data-as-is>
      <bdi className={classes.name}>
        {person.id === session.person?.id ? t('people.you', { name: person.name }) : person.name}
      </bdi>
      <span className={classes.email}>{person.email}</span>
      {person.disabled ? <span className={classes.email}>{t('people.disabled')}</span> : null}
    </th>
  );
}
