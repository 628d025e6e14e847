import type { DeliveryKey } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deliveryKeysQuery } from '../api/queries.ts';
import { Commands } from '../ui/Commands.tsx';
import { Moment } from '../ui/Moment.tsx';
import classes from './KeysPart.module.css';

interface KeysPartProps {
  readonly name: string;
  readonly zone: string;
  readonly stopped: boolean;
}

/** Who may sign, and how another is let in. */
export function KeysPart({ name, zone, stopped }: KeysPartProps) {
  const { t } = useTranslation();
  const { data } = useQuery(deliveryKeysQuery(name));
  const keys = (data?.items ?? []).filter(({ retiredAt }) => retiredAt === null);
  return (
    <div className={classes.keys}>
      <h3 className={classes.title}>{t('deliveries.keys.title')}</h3>
      {keys.length === 0 ? (
        <p>{t('deliveries.keys.none')}</p>
      ) : (
        <ul className={classes.list}>
          {keys.map((key) => (
            <Key key={key.id} signer={key} zone={zone} />
          ))}
        </ul>
      )}
      {stopped ? null : <Commands text={t('deliveries.keys.command', { name })} copyLabel={t('signIn.copyCommand')} />}
    </div>
  );
}

function Key({ signer, zone }: { readonly signer: DeliveryKey; readonly zone: string }) {
  const { t } = useTranslation();
  return (
    <li>
      {signer.name} <code>{signer.id}</code>
      <span className={classes.used}>
        {signer.lastUsedAt === null ? (
          t('deliveries.keys.unused')
        ) : (
          <>
            {t('deliveries.keys.used')} <Moment at={signer.lastUsedAt} zone={zone} form="relative" />
          </>
        )}
      </span>
    </li>
  );
}
