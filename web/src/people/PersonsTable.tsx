import type { Person } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heldRoles } from '../access/held-roles.ts';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { useRolesInWords } from '../access/use-roles-in-words.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Commands } from '../ui/Commands.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { LastSeen } from './LastSeen.tsx';
import classes from './PeoplePage.module.css';
import { PersonHeading } from './PersonHeading.tsx';
import { allPeopleQuery } from './people-queries.ts';

/** Everybody, with what the platform's administrator does for and to an account. */
export function PersonsTable({ people }: { readonly people: readonly Person[] }) {
  const { t } = useTranslation();
  const session = useSession();
  const rolesInWords = useRolesInWords();
  const queries = useQueryClient();
  const [shutting, setShutting] = useState<Person | null>(null);
  const disable = useMutation({
    mutationFn: ({ id, disabled }: Pick<Person, 'id' | 'disabled'>) =>
      api.call('disablePerson', { params: { person: id }, body: { disabled } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: allPeopleQuery.queryKey }),
  });
  const reset = useMutation({
    mutationFn: ({ id }: Person) => api.call('makeResetLink', { params: { person: id } }),
  });
  const maySeeTo = mayCall(session, 'disablePerson');
  return (
    <>
      <ScrollRegion label={t('platformPeople.caption')}>
        <table className={table.table} data-stacked>
          <caption className="visually-hidden">{t('platformPeople.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('people.columns.person')}</th>
              <th scope="col">{t('platformPeople.roles')}</th>
              <th scope="col">{t('people.columns.lastSeen')}</th>
              {maySeeTo ? <DeedsHeading name={t('people.columns.deeds')} /> : null}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <PersonHeading person={person} />
                <td data-wrap>{rolesInWords(heldRoles(person)) || t('roles.none')}</td>
                <td data-label={t('people.columns.lastSeen')}>
                  <LastSeen at={person.lastSeenAt} zone="UTC" />
                </td>
                {maySeeTo ? (
                  <td>
                    <span className={classes.deeds}>
                      <Button
                        onClick={() => reset.mutate(person)}
                        loading={reset.isPending && reset.variables.id === person.id}
                        aria-label={t('platformPeople.resetNamed', { name: person.name })}
                      >
                        {t('platformPeople.reset')}
                      </Button>
                      <Button
                        onClick={() =>
                          person.disabled ? disable.mutate({ id: person.id, disabled: false }) : setShutting(person)
                        }
                        loading={disable.isPending && disable.variables.id === person.id}
                        aria-label={t(person.disabled ? 'platformPeople.openNamed' : 'platformPeople.shutNamed', {
                          name: person.name,
                        })}
                      >
                        {person.disabled ? t('platformPeople.open') : t('platformPeople.shut')}
                      </Button>
                    </span>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {disable.isError ? <ProblemNotice error={disable.error} move /> : null}
      {reset.isError ? <ProblemNotice error={reset.error} move /> : null}
      {reset.isSuccess ? (
        <Notice tone="ok" announced="in-time" title={t('platformPeople.resetTitle', { name: reset.variables.name })}>
          <p>{reset.data.link === null ? t('platformPeople.resetSent') : t('platformPeople.resetPassOn')}</p>
          {reset.data.link === null ? null : (
            <Commands text={reset.data.link} copyLabel={t('people.invite.copyLink')} />
          )}
        </Notice>
      ) : null}
      <ConfirmDialog
        isOpen={shutting !== null}
        title={t('platformPeople.dialog.title', { name: shutting?.name })}
        confirm={t('platformPeople.dialog.confirm')}
        cancel={t('platformPeople.dialog.cancel')}
        onCancel={() => setShutting(null)}
        onConfirm={() => {
          if (shutting !== null) disable.mutate({ id: shutting.id, disabled: true });
          setShutting(null);
        }}
      >
        <p>{t('platformPeople.dialog.what')}</p>
      </ConfirmDialog>
    </>
  );
}
