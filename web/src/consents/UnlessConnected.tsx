import type { ConnectionSummary, Organisation, Provider } from '@illuminate/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionPagesQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';

interface UnlessConnectedProps {
  readonly provider: Provider;
  readonly organisation: Organisation;
  readonly children: ReactNode;
}

/** What is stopped is taken up again, and a claim that nobody has proven is replaced; anything else stands in the way of a second. */
const stands = ({ state, headline }: ConnectionSummary): boolean =>
  state !== 'stopped' && headline.code !== 'UNCLAIMED';

/** The way of connecting, or, before anything is typed, the connection that is there already. */
export function UnlessConnected({ provider, organisation, children }: UnlessConnectedProps) {
  const { t } = useTranslation();
  const { data, error } = useInfiniteQuery(connectionPagesQuery(organisation.slug));
  if (data === undefined && error === null) return <LoadingLines label={t('connect.loading')} lines={6} />;
  const standing = data?.pages
    .flatMap(({ items }) => items)
    .find((one) => one.provider.id === provider.id && stands(one));
  if (standing === undefined) return children;
  return (
    <Notice
      tone="info"
      title={t('connect.already.title', { organisation: organisation.name, provider: provider.title })}
    >
      <p>{t('connect.already.lead')}</p>
      <p>
        <Link to={paths.connection} params={{ name: standing.name }}>
          {t('connect.already.open')}
        </Link>
      </p>
    </Notice>
  );
}
