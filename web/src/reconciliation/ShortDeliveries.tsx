import type { Reconciliation } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { useFigures } from '../ui/use-figures.ts';
import classes from './ReconciliationSection.module.css';

interface ShortDeliveriesProps {
  readonly deliveries: NonNullable<Reconciliation['deliveries']>;
}

/** What was delivered, by its manifests; and what of it is here no more. */
export function ShortDeliveries({ deliveries }: ShortDeliveriesProps) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { batches, orders, tickets, short } = deliveries;
  const of = { orders: figures(orders), tickets: figures(tickets) };
  return (
    <>
      <p>
        {t(orders === 0 ? 'reconciliation.deliveredNothing' : 'reconciliation.delivered', { count: batches, ...of })}
      </p>
      {short.length === 0 ? null : (
        <Notice tone="warn" title={t('reconciliation.shortTitle')}>
          <ul className={classes.reasons}>
            {short.map((one) => (
              <li key={one.batch}>
                {t('reconciliation.short', {
                  number: figures(one.sequence),
                  orders: figures(one.orders),
                  ordersHeld: figures(one.ordersHeld),
                  tickets: figures(one.tickets),
                  ticketsHeld: figures(one.ticketsHeld),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
