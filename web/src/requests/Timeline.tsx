import type { RequestEvent } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';
import { ownZone } from '../ui/own-zone.ts';
import classes from './Timeline.module.css';

/** What has happened to a request, in its order. */
export function Timeline({ events }: { readonly events: readonly RequestEvent[] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.timeline}>
      {events.map(({ at, by, from, what, sentence, text, internal }) => (
        <li
          key={`${at} ${what} ${text ?? ''}`}
          className={classes.event}
          data-from={from}
          data-internal={internal ? '' : undefined}
        >
          <div className={classes.line}>
            <strong>{by}</strong>
            <span>{sentence}</span>
            {internal ? <em>{t('request.internal')}</em> : null}
            <span className={classes.when}>
              <Moment at={at} zone={ownZone()} form="absolute" />
            </span>
          </div>
          {text === null ? null : <p className={classes.text}>{text}</p>}
        </li>
      ))}
    </ol>
  );
}
