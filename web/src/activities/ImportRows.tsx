import type { ImportProposal } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';

const SHOWN = 100;
/** As many are shown of those that somebody has to look at. */
const LOOKED_AT = 500;
const BECOMES = { new: 'new', known: 'known', faulty: 'fault', 'left-out': 'leftOut' } as const;
/** Whether it would be stored otherwise than it was typed, such as 35 for “30-40”. */
const isOtherwise = ({ becomes, faults }: ImportProposal['rows'][number]): boolean =>
  becomes === 'new' && faults.length > 0;

/** What somebody has to do something about comes first, then what may be otherwise than meant. */
function urgency(row: ImportProposal['rows'][number]): number {
  if (row.becomes === 'faulty') return 0;
  return isOtherwise(row) ? 1 : row.faults.length > 0 ? 2 : 3;
}

interface ImportRowsProps {
  readonly proposal: ImportProposal;
  readonly isReading: boolean;
}

/** What each row of a file becomes: first what somebody has to look at. While it is read anew, what was known stays. */
export function ImportRows({ proposal, isReading }: ImportRowsProps) {
  const { t } = useTranslation();
  const { counts, newPlaces, alikePlaces, rows } = proposal;
  const otherwise = rows.filter(isOtherwise).length;
  const most = Math.min(Math.max(counts.faulty + otherwise, SHOWN), LOOKED_AT);
  const shown = [...rows].sort((a, b) => urgency(a) - urgency(b)).slice(0, most);
  const fault = ({ column, value, fault: said, next }: (typeof rows)[number]['faults'][number]): string =>
    t(value === '' ? 'activities.importing.faultEmpty' : 'activities.importing.fault', {
      column,
      value,
      fault: said,
      next,
    });
  return (
    <>
      <p role="status">
        {isReading ? (
          t('activities.importing.checking')
        ) : (
          <>
            <strong>
              {t('activities.importing.counts', { fresh: counts.new, known: counts.known, faulty: counts.faulty })}
            </strong>
            {counts.leftOut === 0 ? null : ` ${t('activities.importing.leftOut', { count: counts.leftOut })}`}
          </>
        )}
      </p>
      {otherwise === 0 ? null : (
        <Notice tone="warn">
          <p>{t('activities.importing.otherwise', { count: otherwise })}</p>
        </Notice>
      )}
      {newPlaces.length === 0 ? null : <p>{t('activities.importing.places', { places: newPlaces.join(', ') })}</p>}
      {alikePlaces.map((place) => (
        <p key={place.name}>{t('activities.importing.alike', { ...place })}</p>
      ))}
      <ScrollRegion label={t('activities.importing.caption')}>
        <table className={table.table} data-stacked="">
          <caption className="visually-hidden">{t('activities.importing.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('activities.importing.row')}</th>
              <th scope="col">{t('activities.importing.becomes.label')}</th>
              <th scope="col">{t('activities.columns.title')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, becomes, activity, faults }) => (
              <tr key={row}>
                <th scope="row" data-label={t('activities.importing.row')}>
                  {row}
                </th>
                <td>{t(`activities.importing.becomes.${BECOMES[becomes]}`)}</td>
                <td data-wrap="">
                  {faults.map((one) => (
                    <p key={`${one.column} ${one.fault}`}>{fault(one)}</p>
                  ))}
                  {activity === null
                    ? null
                    : [
                        activity.title,
                        t(`activities.kinds.${activity.kind}`),
                        t(`activities.artforms.${activity.artform}`),
                        activity.place,
                        activity.to === undefined || activity.to === activity.from
                          ? activity.from
                          : t('activities.days', { from: activity.from, to: activity.to }),
                        activity.people == null
                          ? null
                          : `${activity.people} ${t(`activities.method.${activity.method ?? 'estimated'}`)}`,
                      ]
                        .filter((part) => part != null)
                        .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length > most ? <p>{t('activities.importing.more', { count: rows.length - most })}</p> : null}
    </>
  );
}
