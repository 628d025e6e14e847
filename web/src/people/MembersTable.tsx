import { type Member, type Organisation, type OrganisationRole, organisationRole } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { useBegin } from '../access/use-begin.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { LastSeen } from './LastSeen.tsx';
import classes from './PeoplePage.module.css';
import { PersonHeading } from './PersonHeading.tsx';
import { membersQuery } from './people-queries.ts';

const ADMIN: OrganisationRole = 'organisation-admin';

interface MembersTableProps {
  readonly members: readonly Member[];
  readonly organisation: Organisation;
}

/** The people of an organisation; whoever may changes a role in its row, and takes people out. */
export function MembersTable({ members, organisation }: MembersTableProps) {
  const { t } = useTranslation();
  const { slug, zone } = organisation;
  const session = useSession();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: membersQuery(slug).queryKey });
  const setRole = useMutation({
    mutationFn: ({ id, role }: { id: string; role: OrganisationRole }) =>
      api.call('setMemberRole', { params: { organisation: slug, person: id }, body: { role } }),
    onSettled: refresh,
  });
  const begin = useBegin();
  const own = session.person?.id;
  const remove = useMutation({
    mutationFn: ({ id }: Member) => api.call('removeMember', { params: { organisation: slug, person: id } }),
    // Whoever leaves goes on as somebody who sees nothing of the organisation, and what they saw of it is forgotten.
    onSuccess: async (_, { id }) => {
      if (id !== own) return refresh();
      const now = await api.call('showSession', {});
      return mayCall(now, 'listConnections') ? begin(now) : begin(now, paths.account);
    },
    onError: refresh,
  });
  const admins = members.filter(({ role, disabled }) => role === ADMIN && !disabled);
  const mayChange = mayCall(session, 'setMemberRole', slug);
  const mayRemove = mayCall(session, 'removeMember', slug);
  // The API refuses it; here the reason stands before anybody tries.
  const isOnly = ({ id, role }: Member) => role === ADMIN && admins.every((admin) => admin.id === id);
  const dialog = leaving !== null && leaving.id === own ? 'leaveDialog' : 'removeDialog';
  return (
    <>
      <ScrollRegion label={t('people.caption', { organisation: organisation.name })}>
        <table className={table.table} data-stacked>
          <caption className="visually-hidden">{t('people.caption', { organisation: organisation.name })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('people.columns.person')}</th>
              <th scope="col">{t('people.columns.role')}</th>
              <th scope="col">{t('people.columns.lastSeen')}</th>
              {mayRemove ? <DeedsHeading name={t('people.columns.deeds')} /> : null}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.id}>
                <PersonHeading person={member} />
                <td>
                  {mayChange ? (
                    <RoleField
                      key={member.role}
                      member={member}
                      isPending={setRole.isPending && setRole.variables.id === member.id}
                      onChange={(role) => setRole.mutate({ id: member.id, role })}
                    />
                  ) : (
                    t(`roles.${member.role}.name`)
                  )}
                </td>
                <td data-label={t('people.columns.lastSeen')}>
                  <LastSeen at={member.lastSeenAt} zone={zone} />
                </td>
                {mayRemove ? (
                  <td data-wrap={isOnly(member) ? '' : undefined}>
                    {isOnly(member) ? (
                      <span className={classes.only}>{t('people.only')}</span>
                    ) : (
                      <Button
                        onClick={() => setLeaving(member)}
                        loading={remove.isPending && remove.variables.id === member.id}
                        aria-label={member.id === own ? undefined : t('people.removeNamed', { name: member.name })}
                      >
                        {member.id === own ? t('people.leave') : t('people.remove')}
                      </Button>
                    )}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {setRole.isError ? <ProblemNotice error={setRole.error} move /> : null}
      {remove.isError ? <ProblemNotice error={remove.error} move /> : null}
      <output className="visually-hidden">{setRole.isSuccess ? t('people.roleSet') : ''}</output>
      <ConfirmDialog
        isOpen={leaving !== null}
        title={t(`people.${dialog}.title`, { name: leaving?.name, organisation: organisation.name })}
        confirm={t(`people.${dialog}.confirm`)}
        cancel={t(`people.${dialog}.cancel`)}
        onCancel={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving !== null) remove.mutate(leaving);
          setLeaving(null);
        }}
      >
        <p>{t(`people.${dialog}.what`)}</p>
        <p>{t(`people.${dialog}.again`)}</p>
      </ConfirmDialog>
    </>
  );
}

interface RoleFieldProps {
  readonly member: Member;
  readonly isPending: boolean;
  readonly onChange: (role: OrganisationRole) => void;
}

/** Changing what is chosen changes nothing yet: a role passed over by keyboard must not be given. */
function RoleField({ member, isPending, onChange }: RoleFieldProps) {
  const { t } = useTranslation();
  const [role, setRole] = useState(member.role);
  return (
    <span className={classes.role}>
      <NativeSelect
        aria-label={t('people.roleOf', { name: member.name })}
        value={role}
        data={organisationRole.options.map((value) => ({ value, label: t(`roles.${value}.name`) }))}
        onChange={(event) => setRole(organisationRole.parse(event.currentTarget.value))}
      />
      {role === member.role ? null : (
        <Button variant="filled" onClick={() => onChange(role)} loading={isPending}>
          {t('people.setRole')}
        </Button>
      )}
    </span>
  );
}
