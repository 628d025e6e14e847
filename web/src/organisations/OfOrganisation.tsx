import type { OperationId, Organisation } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { organisationsQuery } from '../api/queries.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { OrganisationList } from './OrganisationList.tsx';
import { useChosen } from './use-chosen.ts';

interface OfOrganisationProps {
  /** Only organisations in which the reader may call this. */
  readonly needs: OperationId;
  readonly children: (organisation: Organisation) => ReactNode;
}

/** A part of a page that is about one organisation: the one that the address names, or the only one; otherwise it asks which. */
export function OfOrganisation({ needs, children }: OfOrganisationProps) {
  const { t } = useTranslation();
  const session = useSession();
  const chosen = useChosen();
  const { data: all, error, refetch } = useQuery(organisationsQuery);
  if (all === undefined) {
    return error === null ? (
      <LoadingLines label={t('app.loading')} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const own = all.filter(({ slug }) => mayCall(session, needs, slug));
  const [only] = own;
  if (only === undefined) {
    return (
      <Empty kind="not-shown" title={t('organisations.noneTitle')}>
        <p>{t('organisations.none')}</p>
      </Empty>
    );
  }
  const one = chosen === null && own.length === 1 ? only : own.find(({ slug }) => slug === chosen);
  if (one !== undefined) return children(one);
  return chosen === null ? (
    <Empty title={t('organisations.whichTitle')}>
      <p>{t('organisations.which')}</p>
      <OrganisationList organisations={own} />
    </Empty>
  ) : (
    <NotThisOrganisation name={chosen} own={own} />
  );
}

interface NotThisOrganisationProps {
  /** As the address names it. */
  readonly name: string;
  readonly own: readonly Organisation[];
}

/** The address names an organisation of which its reader sees nothing: another one's in its place would be taken for it. */
export function NotThisOrganisation({ name, own }: NotThisOrganisationProps) {
  const { t } = useTranslation();
  return (
    <Empty title={t('organisations.otherTitle')}>
      <p>{t('organisations.other', { name })}</p>
      <OrganisationList organisations={own} />
    </Empty>
  );
}
