import type { OperationId } from '@illuminate/contract';
import type { Asked } from '../api-for-tests.ts';
import { type Line, nothing, ofOrganisation, type Whose } from './line-for-tests.ts';

const ofRun = ({ slug }: Whose): Asked => ({ params: { organisation: slug, run: 'run_none' } });
const withBody = (params: Record<string, string>, body?: object): Asked =>
  body === undefined ? { params } : { params, body };
const ofReport = ({ slug }: Whose, body?: object): Asked => withBody({ organisation: slug, report: 'rpt_none' }, body);
const ofCriteriaSet = ({ slug }: Whose, body?: object): Asked =>
  withBody({ organisation: slug, criteriaSet: 'crs_none' }, body);
const COUNTED = { mode: 'grouped', keys: [], measures: [{ measure: 'tickets' }] };

export const REPORTS_LINES = {
  runEventIdReport: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug, from: '2022-01-01', to: '2022-12-31' } }),
  },
  listReportFields: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ query: { organisation: slug } }),
  },
  listReadyReports: { who: 'read', people: 'mia', names: false, asks: nothing },
  runReadyReport: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { report: 'daily-sales' }, query: { organisation: slug } }),
  },
  runReport: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({
      body: {
        organisation: slug,
        definition: { v: 1, type: 'sales', output: { mode: 'grouped', keys: [], measures: [{ measure: 'tickets' }] } },
      },
    }),
  },
  countReport: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ body: { organisation: slug, type: 'sales', criteria: { match: 'all', items: [] } } }),
  },
  previewReport: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ body: { organisation: slug, definition: { v: 1, type: 'sales', output: COUNTED } } }),
  },
  listFieldValues: {
    who: 'read',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { field: 'event.name' }, query: { organisation: slug } }),
  },
  listCriteriaSets: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  showCriteriaSet: { who: 'read', people: 'mia', names: true, asks: (whose) => ofCriteriaSet(whose) },
  createCriteriaSet: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({
      ...ofOrganisation(whose),
      body: { type: 'sales', name: 'By date', criteria: { match: 'all', items: [] } },
    }),
  },
  changeCriteriaSet: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ofCriteriaSet(whose, { version: 1 }),
  },
  copyCriteriaSet: { who: 'write', people: 'ia', names: true, asks: (whose) => ofCriteriaSet(whose, {}) },
  archiveCriteriaSet: { who: 'write', people: 'ia', names: true, asks: (whose) => ofCriteriaSet(whose) },
  restoreCriteriaSet: { who: 'write', people: 'ia', names: true, asks: (whose) => ofCriteriaSet(whose) },
  listReports: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  showReport: { who: 'read', people: 'mia', names: true, asks: (whose) => ofReport(whose) },
  createReport: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({ ...ofOrganisation(whose), body: { type: 'sales', name: 'Tickets', output: COUNTED } }),
  },
  changeReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose, { version: 1 }) },
  copyReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose, {}) },
  archiveReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose) },
  restoreReport: { who: 'write', people: 'ia', names: true, asks: (whose) => ofReport(whose) },
  setReportFavourite: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: (whose) => ofReport(whose, { isFavourite: true }),
  },
  acceptReportDefinitions: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ofReport(whose, { version: 1 }),
  },
  runSavedReport: { who: 'read', people: 'mia', names: true, asks: (whose) => ofReport(whose, {}) },
  startReportRun: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: (whose) => ({ ...ofOrganisation(whose), body: { of: { report: 'rpt_none' } } }),
  },
  showReportRun: { who: 'read', people: 'mia', names: true, asks: ofRun },
  showReportRunResult: { who: 'read', people: 'mia', names: true, asks: ofRun },
  cancelReportRun: { who: 'read', people: 'mia', names: true, asks: ofRun },
  listReportRuns: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  prepareExport: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ body: { organisation: slug, of: { ready: 'daily-sales' }, format: 'csv' } }),
  },
  downloadExport: { who: 'read', people: 'mia', names: false, asks: () => ({ params: { export: 'exp_none' } }) },
} as const satisfies Partial<Record<OperationId, Line>>;
