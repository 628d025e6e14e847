import type { Activity, ActivityLog } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEventWords } from '../matching/use-event-words.ts';
import { paths } from '../paths.ts';
import { DeedsHeading } from '../ui/DeedsHeading.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';
import { monthInWords, shortDayInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import classes from './ActivitiesPage.module.css';

interface Deeds {
  readonly mayChange: boolean;
  readonly onChange: (one: Activity) => void;
  readonly onCopy: (one: Activity) => void;
  readonly onArchive: (one: Activity) => void;
}

interface QuarterSectionProps extends Deeds {
  readonly quarter: ActivityLog['quarters'][number];
}

/** The activities that begin in a quarter, with what they add up to. */
export function QuarterSection({ quarter, ...deeds }: QuarterSectionProps) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const { items, people, ticketed, startsOn, endsOn } = quarter;
  const span = { from: monthInWords(startsOn, i18n.language), to: monthInWords(endsOn, i18n.language) };
  return (
    <Section title={t('activities.quarter', { quarter: quarter.quarter, ...span })} anchor={`q${quarter.quarter}`}>
      {items.length === 0 ? (
        <p className={classes.quiet}>{t('activities.quarterEmpty')}</p>
      ) : (
        <>
          <p>
            {t('activities.quarterTotals', {
              count: items.length,
              people: figures(people),
              ticketed: figures(ticketed),
            })}
          </p>
          <ScrollRegion label={t('activities.quarterCaption', span)}>
            <table className={table.table} data-stacked="" data-tight="">
              <caption className="visually-hidden">{t('activities.quarterCaption', span)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('activities.columns.title')}</th>
                  <th scope="col">{t('activities.columns.days')}</th>
                  <th scope="col">{t('activities.columns.place')}</th>
                  <th scope="col" data-numeric="">
                    {t('activities.columns.people')}
                  </th>
                  <th scope="col">{t('activities.columns.event')}</th>
                  {deeds.mayChange ? <DeedsHeading name={t('activities.columns.deeds')} /> : null}
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <Row key={one.id} one={one} {...deeds} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </>
      )}
    </Section>
  );
}

function Row({ one, mayChange, onChange, onCopy, onArchive }: Deeds & { readonly one: Activity }) {
  const { t, i18n } = useTranslation();
  const day = (text: string) => shortDayInWords(text, i18n.language);
  const { title, kind, artform, place, from, to, archivedAt } = one;
  return (
    <tr>
      <th scope="row" data-as-is>
        <bdi className={classes.words} data-title="">
          {title}
        </bdi>
        <span className={classes.below}>
          {t(`activities.kinds.${kind}`)}, {t(`activities.artforms.${artform}`).toLowerCase()}
        </span>
      </th>
      <td className={classes.days}>
        {from === to ? day(from) : t('activities.days', { from: day(from), to: day(to) })}
      </td>
      <td>
        <bdi className={classes.words}>{place ?? t('time.none')}</bdi>
      </td>
      <td data-numeric="" data-label={t('activities.columns.people')}>
        <People one={one} />
      </td>
      <td data-label={t('activities.columns.event')}>
        <Events one={one} />
      </td>
      {mayChange ? (
        <td>
          <span className={classes.rowDeeds}>
            {archivedAt === null ? (
              <Button variant="default" onClick={() => onChange(one)} aria-label={t('activities.editNamed', { title })}>
                {t('activities.edit')}
              </Button>
            ) : null}
            <Button variant="default" onClick={() => onCopy(one)} aria-label={t('activities.copyNamed', { title })}>
              {t('activities.copy')}
            </Button>
            <Button
              variant="default"
              onClick={() => onArchive(one)}
              aria-label={t(archivedAt === null ? 'activities.archiveNamed' : 'activities.fetchBackNamed', { title })}
            >
              {t(archivedAt === null ? 'activities.archive' : 'activities.fetchBack')}
            </Button>
          </span>
        </td>
      ) : null}
    </tr>
  );
}

/** The number that counts, how it came about, and what is ticketed where that is another. */
function People({ one: { number, method, ticketed } }: { readonly one: Activity }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (number === null) return <span className={classes.quiet}>{t('activities.noNumber')}</span>;
  return (
    <>
      {figures(number)}
      <span className={classes.below}>{t(`activities.method.${method}`)}</span>
      {method === 'box-office' || ticketed === null ? null : (
        <span className={classes.below}>{t('activities.besides', { number: figures(ticketed) })}</span>
      )}
    </>
  );
}

function Events({ one: { matches, eventId, method } }: { readonly one: Activity }) {
  const { t } = useTranslation();
  const wordsOf = useEventWords();
  // An event of which several performances are matched is named once.
  const events = new Map(matches.map((one) => [`${one.connection} ${one.event}`, one]));
  if (events.size > 0) {
    return (
      <>
        {[...events.values()].map((event) => (
          <bdi key={event.id} className={classes.words}>
            {wordsOf(event)}
          </bdi>
        ))}
      </>
    );
  }
  if (method !== 'box-office' && eventId === null) return <span className={classes.quiet}>{t('time.none')}</span>;
  return <Link to={paths.matching}>{t('activities.notMatched')}</Link>;
}
