import type { Activity, ActivityFields } from '@illuminate/contract';
import { useState } from 'react';
import { api, problemOf } from '../api/client.ts';
import type { Editing } from './ActivitiesPage.tsx';
import { useLogChange } from './activities-queries.ts';

interface Saving {
  readonly body: ActivityFields;
  /** Whether it goes over what somebody else has saved, once that was seen. */
  readonly isOver: boolean;
}

/** Saves what the dialog says of an activity; where somebody else was faster, theirs is fetched. */
export function useSaveActivity(organisation: string, { from: source, isChange }: Editing) {
  const [theirs, setTheirs] = useState<Activity | null>(null);
  const save = useLogChange(organisation, async ({ body, isOver }: Saving): Promise<Activity> => {
    const params = { organisation };
    if (source === null || !isChange) return api.call('addActivity', { params, body });
    const ofActivity = { ...params, activity: source.id };
    const { version } = isOver && theirs !== null ? theirs : source;
    try {
      return await api.call('changeActivity', { params: ofActivity, body: { ...body, version } });
    } catch (err) {
      if (problemOf(err)?.code === 'conflict') {
        setTheirs(await api.call('showActivity', { params: ofActivity }).catch(() => null));
      }
      throw err;
    }
  });
  return {
    save,
    /** What somebody else has saved since the dialog was opened, and what was typed here when that came out. */
    meanwhile: theirs !== null && save.variables !== undefined ? { theirs, mine: save.variables.body } : null,
    // What is said of the two versions is all there is to say.
    error: theirs !== null && problemOf(save.error)?.code === 'conflict' ? null : save.error,
  };
}
