import type { Activity } from '@illuminate/contract';
import { useState } from 'react';
import { api, problemOf } from '../api/client.ts';
import { useLogChange } from './activities-queries.ts';

interface Archiving {
  /** As it was shown when somebody decided. */
  readonly seen: Activity;
  readonly archived: boolean;
}

export interface ArchivedMeanwhile extends Archiving {
  readonly theirs: Activity;
}

/** Archives an activity, or fetches it back; where somebody else has changed it since it was shown, theirs is fetched. */
export function useArchiveActivity(organisation: string) {
  const [meanwhile, setMeanwhile] = useState<ArchivedMeanwhile | null>(null);
  const archive = useLogChange(organisation, async ({ seen, archived }: Archiving): Promise<Activity> => {
    const params = { organisation, activity: seen.id };
    try {
      const done = await api.call('archiveActivity', { params, body: { archived, version: seen.version } });
      setMeanwhile(null);
      return done;
    } catch (err) {
      if (problemOf(err)?.code === 'conflict') {
        const theirs = await api.call('showActivity', { params }).catch(() => null);
        setMeanwhile(theirs === null ? null : { seen, archived, theirs });
      }
      throw err;
    }
  });
  return {
    archive,
    meanwhile,
    onLeave: () => setMeanwhile(null),
    // What is said of the two versions is all there is to say.
    error: problemOf(archive.error)?.code === 'conflict' && meanwhile !== null ? null : archive.error,
  };
}
