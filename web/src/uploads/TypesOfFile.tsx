import { TICKET_CLASSES, ticketClass } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ClassesFrame } from '../ticket-classes/ClassesFrame.tsx';
import ticketTypes from '../ticket-classes/TicketTypesPage.module.css';
import { usePrices } from '../ticket-classes/use-prices.ts';
import { Section } from '../ui/Section.tsx';
import classes from './Uploads.module.css';
import type { TypesToSort } from './use-types-to-sort.ts';

/** Ticket types of the file that have no class, each with what it seems to be: taken along when the file is loaded. */
export function TypesOfFile({ types }: { readonly types: TypesToSort }) {
  const { t } = useTranslation();
  const prices = usePrices(types.currency);
  if (types.items.length === 0) return null;
  return (
    <Section title={t('upload.typesOfFile')}>
      <div className={classes.gap}>
        <p className={classes.flat}>{t('upload.typesOfFileLead', { count: types.items.length })}</p>
        <ClassesFrame caption={t('upload.typesCaption')}>
          {types.items.map((item) => {
            const said = types.saidOf(item);
            const { name, tickets, suggestion } = item;
            return (
              <tr key={item.ticketType}>
                <th scope="row" data-as-is>
                  <bdi>{name}</bdi>
                  <span className={ticketTypes.small}>
                    {t('ticketTypes.tickets', { count: tickets })} · {prices(item)}
                  </span>
                </th>
                <td>
                  <div className={ticketTypes.choice}>
                    <NativeSelect
                      value={said.class ?? ''}
                      onChange={({ currentTarget: { value } }) => {
                        const chosen = value === '' ? null : ticketClass.parse(value);
                        types.say(item, { class: chosen, isConcession: chosen === 'concession' });
                      }}
                      data={[
                        { value: '', label: t('upload.typeLater') },
                        ...TICKET_CLASSES.map((one) => ({ value: one, label: t(`ticketTypes.class.${one}`) })),
                      ]}
                      aria-label={t('ticketTypes.classOf', { type: name })}
                    />
                    {suggestion !== null && suggestion.class === said.class ? (
                      <span className={ticketTypes.small}>{suggestion.reason}</span>
                    ) : null}
                  </div>
                </td>
                <td data-label={t('ticketTypes.columns.concession')}>
                  <input
                    type="checkbox"
                    className={ticketTypes.check}
                    checked={said.isConcession}
                    disabled={said.class === null}
                    onChange={({ currentTarget }) => types.say(item, { ...said, isConcession: currentTarget.checked })}
                    aria-label={t('ticketTypes.concessionOf', { type: name })}
                  />
                </td>
              </tr>
            );
          })}
        </ClassesFrame>
      </div>
    </Section>
  );
}
