import type { ConnectionSummary, Fleet, Headline } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { LiveIndicator } from '../shell/LiveIndicator.tsx';
import classes from './ConnectionsPage.module.css';
import { isCalledOff } from './called-off.ts';

const STANDINGS = ['ok', 'busy', 'waiting', 'attention', 'resting'] as const;
type Standing = (typeof STANDINGS)[number];
type Parts = Readonly<Record<Standing, number>>;

/** Calm and not yet done: either something is on its way by itself, or it waits for somebody. */
function standingOf({ tone, code }: Pick<Headline, 'tone' | 'code'>): Standing {
  if (tone === 'ok') return 'ok';
  if (tone === 'info') return code === 'BACKFILL' ? 'busy' : 'waiting';
  return tone === 'neutral' ? 'resting' : 'attention';
}

function added(counts: readonly (Pick<Headline, 'tone' | 'code'> & { readonly connections: number })[]): Parts {
  const parts = { ok: 0, busy: 0, waiting: 0, attention: 0, resting: 0 };
  for (const count of counts) if (!isCalledOff(count)) parts[standingOf(count)] += count.connections;
  return parts;
}

/** How many of them stand how. */
export const partsOf = (connections: readonly ConnectionSummary[]): Parts =>
  added(connections.map(({ headline: { tone, code } }) => ({ tone, code, connections: 1 })));

/** How many of a fleet stand how, of which not every connection is here. */
export const partsOfFleet = ({ counts }: Fleet): Parts => added(counts);

/** How many there are, and how they are, in a line. */
export function ConnectionsSummary({ parts }: { readonly parts: Parts }) {
  const { t } = useTranslation();
  const all = STANDINGS.reduce((sum, standing) => sum + parts[standing], 0);
  return (
    <div className={classes.summary}>
      <ul className={classes.parts}>
        <li>{t('connections.summary.total', { count: all })}</li>
        {STANDINGS.map((standing) =>
          parts[standing] === 0 ? null : (
            <li key={standing}>{t(`connections.summary.${standing}`, { count: parts[standing] })}</li>
          ),
        )}
      </ul>
      <LiveIndicator />
    </div>
  );
}
