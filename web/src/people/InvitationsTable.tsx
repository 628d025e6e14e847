import type { Invitation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { invitationsQuery, platformInvitationsQuery } from './people-queries.ts';

interface InvitationsTableProps {
  readonly invitations: readonly Invitation[];
  /** The organisation that they are to; null is the platform itself. */
  readonly slug: string | null;
  readonly zone: string;
}

/** Who was invited and what has become of it; an open invitation can be taken back. */
export function InvitationsTable({ invitations, slug, zone }: InvitationsTableProps) {
  const { t } = useTranslation();
  const session = useSession();
  const mayRevoke =
    slug === null ? mayCall(session, 'revokePlatformInvitation') : mayCall(session, 'revokeInvitation', slug);
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (invitation: string) =>
      slug === null
        ? api.call('revokePlatformInvitation', { params: { invitation } })
        : api.call('revokeInvitation', { params: { organisation: slug, invitation } }),
    onSettled: () =>
      void queries.invalidateQueries({
        queryKey: slug === null ? platformInvitationsQuery.queryKey : invitationsQuery(slug).queryKey,
      }),
  });
  return (
    <>
      <ScrollRegion label={t('people.invitations.caption')}>
        <table className={table.table} data-stacked>
          <caption className="visually-hidden">{t('people.invitations.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('people.invitations.columns.email')}</th>
              <th scope="col">{t('people.columns.role')}</th>
              <th scope="col">{t('people.invitations.columns.by')}</th>
              <th scope="col">{t('people.invitations.columns.state')}</th>
              {mayRevoke ? <DeedsHeading name={t('people.columns.deeds')} /> : null}
            </tr>
          </thead>
          <tbody>
            {invitations.map((one) => (
              <tr key={one.id}>
                <th scope="row" data-as-is>
                  {one.email}
                </th>
                <td>
                  {one.provider === null
                    ? t(`roles.${one.role}.name`)
                    : t(`roles.${one.role}.nameOf`, { of: one.provider.title })}
                </td>
                <td data-label={t('people.invitations.columns.by')}>{one.invitedBy}</td>
                <td>
                  {t(`people.invitations.state.${one.state}`)}
                  {one.state === 'open' ? (
                    <>
                      {' '}
                      <Moment at={one.expiresAt} zone={zone} form="relative" />
                    </>
                  ) : null}
                </td>
                {mayRevoke ? (
                  <td>
                    {one.state === 'open' ? (
                      <Button
                        onClick={() => revoke.mutate(one.id)}
                        loading={revoke.isPending && revoke.variables === one.id}
                        aria-label={t('people.invitations.revokeNamed', { email: one.email })}
                      >
                        {t('people.invitations.revoke')}
                      </Button>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {revoke.isError ? <ProblemNotice error={revoke.error} move /> : null}
    </>
  );
}
