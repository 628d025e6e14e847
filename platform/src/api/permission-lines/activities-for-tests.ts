import type { OperationId } from '@illuminate/contract';
import type { Asked } from '../api-for-tests.ts';
import { type Line, ofOrganisation, type Whose } from './line-for-tests.ts';

const of =
  (rest: Asked = {}) =>
  ({ slug }: Whose): Asked => ({ ...rest, params: { organisation: slug, ...rest.params } });
const reads = { who: 'read', people: 'mia', names: true } as const;
const writes = { who: 'write', people: 'ia', names: true } as const;
const TYPED = { title: 'T', kind: 'other', artform: 'other', from: '2026-05-01' };
const FILE = { name: 'a.csv', content: Buffer.from('Title\n').toString('base64') };
const EVENT = { connection: 'x-y', event: '1' };
const EVENTS = [EVENT];

export const ACTIVITIES_LINES = {
  listActivities: { ...reads, asks: ofOrganisation },
  showActivity: { ...reads, asks: of({ params: { activity: 'act_none' } }) },
  listPlaces: { ...reads, asks: ofOrganisation },
  showMatching: { ...reads, asks: ofOrganisation },
  listEventPerformances: { ...reads, asks: of({ query: EVENT }) },
  listProposedActivities: { ...reads, asks: ofOrganisation },
  addActivity: { ...writes, asks: of({ body: TYPED }) },
  changeActivity: { ...writes, asks: of({ params: { activity: 'act_none' }, body: { ...TYPED, version: 1 } }) },
  archiveActivity: { ...writes, asks: of({ params: { activity: 'act_none' }, body: { archived: true, version: 1 } }) },
  renamePlace: { ...writes, asks: of({ params: { place: 'plc_none' }, body: { name: 'Hall' } }) },
  checkActivityImport: { ...writes, asks: of({ body: FILE }) },
  importActivities: { ...writes, asks: of({ body: FILE }) },
  acceptProposedActivities: { ...writes, asks: of({ body: { events: EVENTS } }) },
  matchEvents: { ...writes, asks: of({ body: { pairs: [{ ...EVENT, activity: 'act_none' }] } }) },
  unmatchEvents: { ...writes, asks: of({ body: { matches: ['mat_none'] } }) },
  excludeEvents: { ...writes, asks: of({ body: { events: EVENTS, reason: 'hire' } }) },
  includeEvents: { ...writes, asks: of({ body: { events: EVENTS } }) },
  undoMatching: { ...writes, asks: of({ body: {} }) },
} as const satisfies Partial<Record<OperationId, Line>>;
