import type { ConnectionSummary, Session } from '@illuminate/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import type { StreamState } from '../api/event-stream.ts';
import { followConnections } from '../api/live-connections.ts';

/** Follows the stream of changes, for whoever may; what the headlines have become is for the live region. */
export function useLive(session: Session | null): { state: StreamState; news: string } {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>('connecting');
  const [news, setNews] = useState('');
  const follows = mayCall(session, 'watchConnections');
  // Whoever looks after a fleet has few of many in sight.
  const first = mayCall(session, 'listFleet') ? 'none' : 'all';
  // A session that was renewed after the stream had been refused: follow it anew.
  const expiresAt = session?.expiresAt;
  useEffect(() => {
    const tell = (before: ConnectionSummary | undefined, now: ConnectionSummary) => {
      if (before === undefined || before.headline.code === now.headline.code) return;
      setNews(
        t('connections.changed', {
          organisation: now.organisation.name,
          provider: now.provider.title,
          word: now.headline.word,
          sentence: now.headline.sentence,
        }),
      );
    };
    if (!follows || expiresAt === undefined) return undefined;
    return followConnections(queries, { first, onState: setState, onChange: tell });
  }, [queries, t, follows, first, expiresAt]);
  // Once nobody is signed in nothing comes any more, whatever came last.
  return { state: session === null ? 'refused' : state, news };
}
