import { acceptProposals } from '../activities/accept-proposals.ts';
import { addActivity } from '../activities/add-activity.ts';
import { archiveActivity, changeActivity } from '../activities/change-activity.ts';
import { importActivities } from '../activities/import/import-activities.ts';
import { proposeImport } from '../activities/import/propose-import.ts';
import { listActivities } from '../activities/list-activities.ts';
import { listPlaces, renamePlace } from '../activities/places.ts';
import { proposeActivities } from '../activities/propose-activities.ts';
import { showActivity } from '../activities/show-activity.ts';
import type { Context } from '../context.ts';
import { excludeEvents } from '../matching/exclude-events.ts';
import { includeEvents } from '../matching/include-events.ts';
import { listPerformances } from '../matching/list-performances.ts';
import { matchEvents } from '../matching/match-events.ts';
import { showMatching } from '../matching/show-matching.ts';
import { undoDeed } from '../matching/undo-deed.ts';
import { unmatchEvents } from '../matching/unmatch-events.ts';
import type { Handlers } from './call.ts';

type Ids =
  | 'listActivities'
  | 'showActivity'
  | 'addActivity'
  | 'changeActivity'
  | 'archiveActivity'
  | 'listPlaces'
  | 'renamePlace'
  | 'checkActivityImport'
  | 'importActivities'
  | 'listProposedActivities'
  | 'acceptProposedActivities'
  | 'showMatching'
  | 'listEventPerformances'
  | 'matchEvents'
  | 'unmatchEvents'
  | 'excludeEvents'
  | 'includeEvents'
  | 'undoMatching';

export function activitiesHandlers(context: Context): Pick<Handlers, Ids> {
  return {
    listActivities: ({ organisation, query }) =>
      listActivities(context, { organisation, year: query.year ?? null, archived: query.archived === 'on' }),
    showActivity: ({ organisation, params }) => showActivity(context, organisation, params.activity),
    addActivity: ({ organisation, body, actor }) => addActivity(context, { organisation, input: body, actor }),
    changeActivity: ({ organisation, params, body, actor }) => {
      const { version, ...input } = body;
      return changeActivity(context, { organisation, activity: params.activity, version, input, actor });
    },
    archiveActivity: ({ organisation, params, body, actor }) =>
      archiveActivity(context, { organisation, activity: params.activity, ...body, actor }),
    listPlaces: ({ organisation }) => listPlaces(context, organisation),
    renamePlace: ({ organisation, params, body, actor }) =>
      renamePlace(context, { organisation, place: params.place, name: body.name, merge: body.merge, actor }),
    checkActivityImport: ({ organisation, body }) => proposeImport(context, organisation, body),
    importActivities: ({ organisation, body, actor }) => importActivities(context, { organisation, ...body, actor }),
    listProposedActivities: ({ organisation, query }) =>
      proposeActivities(context, { organisation, limit: query.limit }),
    acceptProposedActivities: ({ organisation, body, actor }) =>
      acceptProposals(context, { organisation, events: body.events, actor }),
    showMatching: ({ organisation }) => showMatching(context, organisation),
    listEventPerformances: ({ organisation, query }) => listPerformances(context, organisation, query),
    matchEvents: async ({ organisation, body, actor }) => {
      await matchEvents(context, { organisation, pairs: body.pairs, actor });
      return showMatching(context, organisation);
    },
    unmatchEvents: async ({ organisation, body, actor }) => {
      await unmatchEvents(context, { organisation, matches: body.matches, actor });
      return showMatching(context, organisation);
    },
    excludeEvents: async ({ organisation, body, actor }) => {
      const { events, reason, note = null } = body;
      await excludeEvents(context, { organisation, events, reason, note, actor });
      return showMatching(context, organisation);
    },
    includeEvents: async ({ organisation, body, actor }) => {
      await includeEvents(context, { organisation, events: body.events, actor });
      return showMatching(context, organisation);
    },
    undoMatching: async ({ organisation, body, actor }) => {
      await undoDeed(context, { organisation, deed: body.deed ?? null, actor });
      return showMatching(context, organisation);
    },
  };
}
