import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { StreamState } from '../api/event-stream.ts';
import classes from './LiveIndicator.module.css';

export const LiveContext = createContext<StreamState>('connecting');

/** Whether the page follows by itself what happens. */
export function LiveIndicator() {
  const { t } = useTranslation();
  const state = useContext(LiveContext);
  return (
    <span className={classes.live} data-state={state} title={t(`live.explain.${state}`)}>
      <span className={classes.dot} aria-hidden="true" />
      {t(`live.${state}`)}
      <span className="visually-hidden">{t(`live.explain.${state}`)}</span>
    </span>
  );
}
