import type { Organisation } from '@illuminate/contract';
import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths } from '../paths.ts';
import classes from './OrganisationList.module.css';

/** More than this and one is found by typing. */
const IN_SIGHT = 12;

interface OrganisationListProps {
  readonly organisations: readonly Pick<Organisation, 'slug' | 'name'>[];
  /** The one that is looked at now. */
  readonly chosen?: string | null;
  /** Whether one may look at all of them together. */
  readonly withAll?: boolean;
  /** Where they lead: this very page, unless it is about one thing of one organisation. */
  readonly to?: '.' | typeof paths.connections;
}

/** Links to the same page for another organisation. */
export function OrganisationList({ organisations, chosen = null, withAll = false, to = '.' }: OrganisationListProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLocaleLowerCase();
  const found = organisations.filter(
    ({ slug, name }) => name.toLocaleLowerCase().includes(wanted) || slug.includes(wanted),
  );
  const more = found.length - IN_SIGHT;
  return (
    <>
      {organisations.length > IN_SIGHT ? (
        <TextInput
          label={t('organisations.find')}
          type="search"
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <ul className={classes.list}>
        {withAll && wanted === '' ? (
          <li>
            <Link
              to={to}
              search={({ organisation: _, ...others }) => others}
              aria-current={chosen === null ? 'true' : undefined}
            >
              {t('app.allOrganisations', { count: organisations.length })}
            </Link>
          </li>
        ) : null}
        {found.slice(0, IN_SIGHT).map(({ slug, name }) => (
          <li key={slug}>
            <Link
              to={to}
              search={(before) => ({ ...before, organisation: slug })}
              aria-current={slug === chosen ? 'true' : undefined}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <output className={classes.more}>
        {found.length === 0
          ? t('organisations.notFound', { typed })
          : more > 0
            ? t('organisations.more', { count: more })
            : ''}
      </output>
    </>
  );
}
