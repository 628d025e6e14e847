import type { Connection } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { isClaimOpen } from '../consents/ClaimSection.tsx';
import classes from '../consents/Consents.module.css';
import { receiptsQuery } from '../consents/queries.ts';
import { Facts } from '../ui/Facts.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Section } from '../ui/Section.tsx';
import { dayInWords, instantInWords } from '../ui/time.ts';
import { isPermissionAwaited } from './PermissionSection.tsx';

interface PartProps {
  readonly connection: Connection;
}

/** Who allowed this, what for, until when it is looked at again, and what is written of it; for watchers only what for. */
export function ConsentSection({ connection }: PartProps) {
  const { t } = useTranslation();
  const { provider, organisation, view } = connection;
  // While permission is awaited, the part that tells how to give it owns the anchor.
  const awaited = isPermissionAwaited(connection);
  const mayStop = mayCall(useSession(), 'stopConnection', organisation.slug);
  const ends = howItEnds(connection, mayStop);
  return (
    <Section title={t('consent.title')} {...(awaited ? {} : { anchor: 'permission' })}>
      {view === 'whole' ? <Agreed connection={connection} /> : null}
      <Purpose connection={connection} />
      {view === 'whole' ? <Receipts connection={connection} /> : null}
      {ends === null ? null : (
        <p className={classes.quiet}>
          {t(`consent.withdraw.${ends}`, { provider: provider.title, organisation: organisation.name })}
        </p>
      )}
    </Section>
  );
}

/** Which way out is told: a button only to whoever has it, and none where nothing is shared. */
function howItEnds(connection: Connection, mayStop: boolean) {
  const { state, method, view } = connection;
  if (view === 'status') return null;
  if (isPermissionAwaited(connection)) return 'there';
  if (isClaimOpen(connection)) return mayStop ? 'claim' : 'claimByAdmin';
  if (state === 'stopped' || state === 'waiting_for_consent') return null;
  if (method === 'upload') return mayStop ? 'here' : 'byAdmin';
  return mayStop ? 'both' : 'byAdminOrThere';
}

function Agreed({ connection }: PartProps) {
  const { t, i18n } = useTranslation();
  const { agreement, claim, consent, provider, organisation } = connection;
  const { zone } = organisation;
  const line = (name: string, value: ReactNode) => ({ name, value, long: true });
  const by = agreement === null ? '' : [agreement.name, agreement.position].filter(Boolean).join(', ');
  return (
    <Facts
      items={[
        ...(agreement === null
          ? [line(t('consent.agreement'), t(consent?.endedAt == null ? 'consent.none' : 'consent.agreementEnded'))]
          : [
              line(t('consent.agreement'), t('consent.version', { version: agreement.version })),
              line(
                t('consent.approvedBy'),
                agreement.basis === 'accepted' ? by : t('consent.arrangedBy', { name: by }),
              ),
              line(t('consent.approvedOn'), <Moment at={agreement.acceptedAt} zone={zone} />),
              line(t('consent.review'), dayInWords(agreement.reviewOn, i18n.language)),
            ]),
        ...(claim?.provenBy == null ? [] : [line(t('consent.claimed'), t(`consent.provenBy.${claim.provenBy}`))]),
        ...(consent === null
          ? [line(t('consent.given'), t('consent.notYet'))]
          : [
              line(
                t('consent.given'),
                consent.since === null ? t('consent.notYet') : <Moment at={consent.since} zone={zone} />,
              ),
              ...(consent.endedAt === null
                ? []
                : [line(t('consent.ended'), <Moment at={consent.endedAt} zone={zone} />)]),
              line(t('consent.evidence'), consent.evidence),
              line(t('consent.client', { provider: provider.title }), consent.client),
            ]),
      ]}
    />
  );
}

function Purpose({ connection }: PartProps) {
  const { t } = useTranslation();
  const { collects, neverCollects, purpose, legalRole, seenBy } = connection;
  const said = collects.map(({ inWords, stream, fields }) => inWords ?? `${stream}: ${fields.join(', ')}`);
  return (
    <>
      {said.length === 0 ? null : <Listed title={t('consent.what')} items={said} />}
      <Listed title={t('consent.never')} items={neverCollects} />
      <Facts
        items={[
          { name: t('consent.why'), value: purpose, long: true },
          { name: t('consent.who'), value: seenBy, long: true },
          { name: t('consent.role'), value: legalRole, long: true },
        ]}
      />
    </>
  );
}

function Listed({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <div>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

function Receipts({ connection }: PartProps) {
  const { t, i18n } = useTranslation();
  const { name, agreement, consent, organisation } = connection;
  const changed = [agreement?.acceptedAt, consent?.since, consent?.endedAt].join();
  const may = mayCall(useSession(), 'listReceipts');
  const { data } = useQuery({ ...receiptsQuery(name, changed), enabled: may });
  if (!may || data === undefined) return null;
  return (
    <div>
      <h3 className={classes.heading}>{t('consent.receipts')}</h3>
      {data.items.length === 0 ? (
        <p>{t('consent.noReceipts')}</p>
      ) : (
        <ul className={classes.list}>
          {data.items.map(({ id, kind, at }) => {
            const when = instantInWords(at, organisation.zone, i18n.language);
            const said = t(`consent.receipt.${kind}`, { when });
            const address = `/api/v1/connections/${name}/receipts/${id}`;
            return (
              <li key={id}>
                {said}:{' '}
                <a
                  href={`${address}?format=html`}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={`${said}, ${t('consent.print')}`}
                >
                  {t('consent.print')}
                </a>{' '}
                <a
                  href={`${address}?format=json`}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={`${said}, ${t('consent.json')}`}
                >
                  {t('consent.json')}
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
