import type { Group, Input, ReportDefinition, ReportType } from '@illuminate/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** What a report may ask of an organisation's data. */
export const reportFieldsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['report-fields', organisation],
    queryFn: ({ signal }) => api.call('listReportFields', { query: { organisation }, signal }),
    staleTime: 5 * 60_000,
  });

export interface CountQuestion {
  readonly organisation: string;
  readonly type: ReportType;
  readonly criteria: Group;
}

export const countQuery = (question: CountQuestion) =>
  queryOptions({
    queryKey: ['report-count', question],
    queryFn: ({ signal }) => api.call('countReport', { body: question, signal }),
    staleTime: 30_000,
    retry: false,
  });

export const previewQuery = (organisation: string, definition: ReportDefinition) =>
  queryOptions({
    queryKey: ['report-preview', organisation, definition],
    queryFn: ({ signal }) => api.call('previewReport', { body: { organisation, definition }, signal }),
    staleTime: 30_000,
    retry: false,
  });

export interface FieldValuesQuestion {
  readonly organisation: string;
  readonly field: string;
  readonly search: string;
}

export const fieldValuesQuery = ({ organisation, field, search }: FieldValuesQuestion) =>
  queryOptions({
    queryKey: ['field-values', organisation, field, search],
    queryFn: ({ signal }) =>
      api.call('listFieldValues', {
        params: { field },
        query: { organisation, ...(search === '' ? {} : { search }) },
        signal,
      }),
    staleTime: 60_000,
  });

export const reportsQuery = (organisation: string, archived: 'no' | 'yes') =>
  queryOptions({
    queryKey: ['reports', organisation, archived],
    queryFn: ({ signal }) => api.call('listReports', { params: { organisation }, query: { archived }, signal }),
    staleTime: 10_000,
  });

export const savedReportQuery = (organisation: string, report: string) =>
  queryOptions({
    queryKey: ['report', organisation, report],
    queryFn: ({ signal }) => api.call('showReport', { params: { organisation, report }, signal }),
    staleTime: 10_000,
  });

export const criteriaSetsQuery = (organisation: string, query: Input<'listCriteriaSets'>['query'] = {}) =>
  queryOptions({
    queryKey: ['criteria-sets', organisation, query],
    queryFn: async ({ signal }) =>
      (await api.call('listCriteriaSets', { params: { organisation }, query, signal })).items,
    staleTime: 10_000,
  });

export const criteriaSetQuery = (organisation: string, criteriaSet: string) =>
  queryOptions({
    queryKey: ['criteria-set', organisation, criteriaSet],
    queryFn: ({ signal }) => api.call('showCriteriaSet', { params: { organisation, criteriaSet }, signal }),
    staleTime: 10_000,
  });

export const reportRunsQuery = (organisation: string, report: string) =>
  infiniteQueryOptions({
    queryKey: ['report-runs', organisation, report],
    queryFn: ({ signal, pageParam }) =>
      api.call('listReportRuns', {
        params: { organisation },
        query: { report, limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 5_000,
  });
