import {
  type Organisation,
  type SortedTicketType,
  TICKET_CLASSES,
  type TicketClass,
  type TicketClasses,
  ticketClass,
} from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayInWords } from '../ui/time.ts';
import { ClassesFrame } from './ClassesFrame.tsx';
import classes from './TicketTypesPage.module.css';
import { usePrices } from './use-prices.ts';
import type { Sorting } from './use-sorting.ts';

interface TypesTableProps {
  readonly listed: TicketClasses;
  readonly organisation: Organisation;
  readonly maySort: boolean;
  readonly busy: boolean;
  readonly onSort: (types: readonly Sorting[], done: () => void) => void;
}

interface Answer {
  readonly class: TicketClass | null;
  readonly isConcession: boolean;
}

const keyOf = ({ connection, ticketType }: Pick<SortedTicketType, 'connection' | 'ticketType'>): string =>
  JSON.stringify([connection, ticketType]);

const standing = ({ sorted }: SortedTicketType): Answer => ({
  class: sorted?.class ?? null,
  isConcession: sorted?.isConcession ?? false,
});

/** The types, each with its class to choose. What is chosen waits until it is saved, so that arrow keys decide nothing. */
export function TypesTable({ listed, organisation, maySort, busy, onSort }: TypesTableProps) {
  const { t, i18n } = useTranslation();
  const prices = usePrices(listed.currency);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Answer>>(new Map());
  const severalConnections = new Set(listed.items.map(({ connection }) => connection)).size > 1;
  const changed = listed.items.filter((item) => {
    const draft = drafts.get(keyOf(item));
    const now = standing(item);
    return draft !== undefined && (draft.class !== now.class || draft.isConcession !== now.isConcession);
  });
  const said = ({ connection, tickets, lastSold, ...item }: SortedTicketType): string =>
    [
      ...(severalConnections ? [connection] : []),
      ...(lastSold === null
        ? [t('ticketTypes.unsold')]
        : [
            t('ticketTypes.tickets', { count: tickets }),
            prices(item),
            t('ticketTypes.lastSold', { day: dayInWords(lastSold, i18n.language) }),
          ]),
    ].join(' · ');
  const draft = (item: SortedTicketType, answer: Answer) => setDrafts((all) => new Map(all).set(keyOf(item), answer));
  const save = () =>
    onSort(
      changed.map((item) => ({
        connection: item.connection,
        ticketType: item.ticketType,
        ...(drafts.get(keyOf(item)) ?? standing(item)),
      })),
      () => setDrafts(new Map()),
    );
  const caption = t('ticketTypes.caption', { organisation: organisation.name });
  return (
    <>
      <ClassesFrame caption={caption}>
        {listed.items.map((item) => {
          const name = item.name ?? t('ticketTypes.nameless');
          const answer = drafts.get(keyOf(item)) ?? standing(item);
          return (
            <tr key={keyOf(item)}>
              <th scope="row" data-as-is>
                <bdi>{name}</bdi>
                <span className={classes.small}>{said(item)}</span>
              </th>
              <td>
                {maySort ? (
                  <ClassField
                    item={item}
                    name={name}
                    answer={answer}
                    busy={busy}
                    onChoose={(chosen) => draft(item, chosen)}
                    onTake={(taken) => onSort([taken], () => {})}
                  />
                ) : (
                  t(answer.class === null ? 'ticketTypes.none' : `ticketTypes.class.${answer.class}`)
                )}
              </td>
              <td data-label={t('ticketTypes.columns.concession')}>
                {maySort ? (
                  <input
                    type="checkbox"
                    className={classes.check}
                    checked={answer.isConcession}
                    disabled={answer.class === null}
                    onChange={(event) => draft(item, { ...answer, isConcession: event.currentTarget.checked })}
                    aria-label={t('ticketTypes.concessionOf', { type: name })}
                  />
                ) : (
                  t(answer.isConcession ? 'reports.yes' : 'reports.no')
                )}
              </td>
            </tr>
          );
        })}
      </ClassesFrame>
      {maySort && changed.length > 0 ? (
        <div className={classes.save}>
          <output>{t('ticketTypes.changes', { count: changed.length })}</output>
          <Button variant="filled" loading={busy} onClick={save}>
            {t('ticketTypes.save')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => setDrafts(new Map())}>
            {t('ticketTypes.discard')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface ClassFieldProps {
  readonly item: SortedTicketType;
  readonly name: string;
  readonly answer: Answer;
  readonly busy: boolean;
  readonly onChoose: (answer: Answer) => void;
  readonly onTake: (taken: Sorting) => void;
}

/** The class to choose, and below it what it may be while nothing is chosen. */
function ClassField({ item, name, answer, busy, onChoose, onTake }: ClassFieldProps) {
  const { t } = useTranslation();
  const { suggestion, connection, ticketType } = item;
  const choose = (text: string) => {
    const chosen = text === '' ? null : ticketClass.parse(text);
    onChoose({ class: chosen, isConcession: chosen === 'concession' });
  };
  return (
    <div className={classes.choice}>
      <NativeSelect
        value={answer.class ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('ticketTypes.none') },
          ...TICKET_CLASSES.map((one) => ({ value: one, label: t(`ticketTypes.class.${one}`) })),
        ]}
        aria-label={t('ticketTypes.classOf', { type: name })}
      />
      {answer.class === null && suggestion !== null ? (
        <div className={classes.suggestion}>
          <span>
            {t('ticketTypes.suggested', {
              class: t(`ticketTypes.class.${suggestion.class}`),
              reason: suggestion.reason,
            })}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            aria-label={t('ticketTypes.takeNamed', { class: t(`ticketTypes.class.${suggestion.class}`), type: name })}
            onClick={() =>
              onTake({ connection, ticketType, class: suggestion.class, isConcession: suggestion.isConcession })
            }
          >
            {t('ticketTypes.take')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
