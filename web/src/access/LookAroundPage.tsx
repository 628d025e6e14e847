import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { type DemoPerson, demoPeopleQuery } from './demo-people.ts';
import { heldRoles } from './held-roles.ts';
import classes from './LookAroundPage.module.css';
import { useVisitor } from './session-context.ts';
import { useBegin } from './use-begin.ts';
import { useRolesInWords } from './use-roles-in-words.ts';

/** In the demo: one person of each role, what each of them sees, and one click to be them. */
export function LookAroundPage() {
  const { t } = useTranslation();
  const begin = useBegin();
  const { data: people, error, refetch } = useQuery(demoPeopleQuery);
  const look = useMutation({
    mutationFn: (as: string | null) => api.call('openSession', { body: as === null ? {} : { as } }),
    onSuccess: (session) => begin(session),
  });
  const pending = look.isPending ? look.variables : undefined;
  return (
    <>
      <PageHeading title={t('lookAround.title')} below={t('lookAround.lead')}>
        {t('lookAround.title')}
      </PageHeading>
      {look.isError ? <ProblemNotice error={look.error} move /> : null}
      {people === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : people.length === 0 ? (
        <Empty title={t('lookAround.noDemoTitle')} action={<Link to={paths.signIn}>{t('lookAround.signIn')}</Link>}>
          <p>{t('lookAround.noDemo')}</p>
        </Empty>
      ) : (
        <ul className={classes.people}>
          {people.map((person) => (
            <PersonRow
              key={person.email}
              person={person}
              isPending={pending === person.email}
              onLook={() => look.mutate(person.email)}
            />
          ))}
          <li className={classes.person}>
            <div>
              <h2 className={classes.name}>{t('lookAround.everybody')}</h2>
            </div>
            <p>{t('lookAround.everybodySees')}</p>
            <Button onClick={() => look.mutate(null)} loading={pending === null}>
              {t('lookAround.asEverybody')}
            </Button>
          </li>
        </ul>
      )}
    </>
  );
}

interface PersonRowProps {
  readonly person: DemoPerson;
  readonly isPending: boolean;
  readonly onLook: () => void;
}

function PersonRow({ person, isPending, onLook }: PersonRowProps) {
  const { t } = useTranslation();
  const rolesInWords = useRolesInWords();
  const session = useVisitor();
  const roles = heldRoles(person);
  const [first] = roles;
  const isNow = session?.person?.email === person.email;
  return (
    <li className={classes.person} data-now={isNow ? '' : undefined}>
      <div>
        <h2 className={classes.name}>{person.name}</h2>
        <p className={classes.role}>{rolesInWords(roles)}</p>
      </div>
      <p>
        {first === undefined ? t('roles.none') : t(`roles.${first.role}.sees`)}
        {person.memberships.length > 1 ? ` ${t('lookAround.several')}` : ''}
      </p>
      <Button
        onClick={onLook}
        loading={isPending}
        aria-label={t(isNow ? 'lookAround.goOnNamed' : 'lookAround.asNamed', { name: person.name })}
      >
        {isNow ? t('lookAround.goOn') : t('lookAround.as')}
      </Button>
    </li>
  );
}
