import type { OwnRequest, RequestSummary } from '@illuminate/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useVisitor } from '../access/session-context.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/Facts.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ownZone } from '../ui/own-zone.ts';

/** What was asked, by whom. */
export function RequestFacts({ request }: { readonly request: OwnRequest | RequestSummary }) {
  const { t } = useTranslation();
  const session = useVisitor();
  const { id, provider, organisationName, contact, account, need, createdAt, connection } = request;
  return (
    <Facts
      items={[
        { name: t('request.id'), value: id },
        ...(provider === null ? [] : [{ name: t('request.system'), value: provider.title }]),
        { name: t('request.organisation'), value: organisationName },
        { name: t('request.contact'), value: `${contact.name}, ${contact.email}` },
        ...(account === null ? [] : [{ name: t('request.account'), value: account }]),
        { name: t('request.asked'), value: <Moment at={createdAt} zone={ownZone()} form="absolute" /> },
        ...(connection === null
          ? []
          : [
              {
                name: t('request.connection'),
                value: mayCall(session, 'showConnection') ? (
                  <Link to={paths.connection} params={{ name: connection }}>
                    {connection}
                  </Link>
                ) : (
                  connection
                ),
              },
            ]),
        ...(need === null ? [] : [{ name: t('request.need'), value: need, long: true }]),
      ]}
    />
  );
}
