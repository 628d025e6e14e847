import type { Delivery } from '@illuminate/contract';
import { IconAlertCircle, IconCircleCheck, IconHourglass, type TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { periodInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import { RefusalNote } from './RefusalNote.tsx';

const STATES: Record<Delivery['state'], { tone: Tone; Icon: TablerIcon }> = {
  receiving: { tone: 'info', Icon: IconHourglass },
  loaded: { tone: 'ok', Icon: IconCircleCheck },
  refused: { tone: 'bad', Icon: IconAlertCircle },
};

/** The newest batches, with what they held and when they came. */
export function DeliveriesTable({ items, zone }: { readonly items: readonly Delivery[]; readonly zone: string }) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t('deliveries.caption')}>
      <table className={table.table}>
        <caption className="visually-hidden">{t('deliveries.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('deliveries.columns.number')}</th>
            <th scope="col">{t('deliveries.columns.state')}</th>
            <th scope="col">{t('deliveries.columns.period')}</th>
            <th scope="col">{t('deliveries.columns.held')}</th>
            <th scope="col">{t('deliveries.columns.when')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((delivery) => (
            <Row key={delivery.batch} delivery={delivery} zone={zone} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ delivery, zone }: { readonly delivery: Delivery; readonly zone: string }) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const [told, setTold] = useState(false);
  const { batch, sequence, state, period, refusal, missingParts, receivedParts } = delivery;
  const { tone, Icon } = STATES[state];
  return (
    <>
      <tr>
        <th scope="row" title={batch}>
          {figures(sequence)}
        </th>
        <td>
          <Tag tone={tone} icon={<Icon stroke={2} />}>
            {state === 'receiving'
              ? t('deliveries.parts', {
                  received: receivedParts.length,
                  count: receivedParts.length + missingParts.length,
                })
              : t(`deliveries.state.${state}`)}
          </Tag>
          {refusal === null ? null : (
            <button
              type="button"
              className={table.more}
              aria-expanded={told}
              aria-label={t('deliveries.whyRefused', { number: sequence })}
              onClick={() => setTold((was) => !was)}
            >
              {t('syncs.details')}
            </button>
          )}
        </td>
        <td data-quiet>{periodInWords(period, zone, i18n.language)}</td>
        <td data-wrap>
          <Held delivery={delivery} />
        </td>
        <td>
          <Moment at={delivery.endedAt ?? delivery.openedAt} zone={zone} form="absolute" />
        </td>
      </tr>
      {told && refusal !== null ? (
        <tr>
          <td colSpan={5} data-wrap>
            <RefusalNote refusal={refusal} title={t('deliveries.refused', { number: sequence })} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Held({ delivery: { declared, loaded } }: { readonly delivery: Delivery }) {
  const { t, i18n } = useTranslation();
  const { orders, tickets, performances } = loaded ?? declared;
  const parts = [
    orders > 0 ? t('syncs.changedOrders', { count: orders }) : null,
    tickets > 0 ? t('syncs.changedTickets', { count: tickets }) : null,
    performances > 0 ? t('deliveries.performances', { count: performances }) : null,
    loaded !== null && loaded.unchanged > 0 ? t('deliveries.unchanged', { count: loaded.unchanged }) : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return t('deliveries.nothing');
  return new Intl.ListFormat(i18n.language, { style: 'short', type: 'unit' }).format(parts);
}
