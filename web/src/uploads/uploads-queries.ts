import type { Upload, UploadMap } from '@illuminate/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** What somebody said of how a file is read. */
export type UploadFormSaid = NonNullable<UploadMap['form']>;

const ASKED_EVERY_MS = 1_000;
const isAtWork = (upload: Upload | undefined): boolean => upload?.state === 'checking' || upload?.state === 'loading';

export const uploadsQuery = (organisation: string, limit: number) =>
  queryOptions({
    queryKey: ['uploads', organisation, limit],
    queryFn: ({ signal }) => api.call('listUploads', { params: { organisation }, query: { limit }, signal }),
    placeholderData: (before) => before,
    staleTime: 5_000,
    refetchInterval: ({ state: { data } }) => (data?.items.some(isAtWork) === true ? ASKED_EVERY_MS : false),
  });

/** Asked again while the server is at work on it, so that its end is seen. */
export const uploadQuery = (organisation: string, upload: string) =>
  queryOptions({
    queryKey: ['upload', organisation, upload],
    queryFn: ({ signal }) => api.call('showUpload', { params: { organisation, upload }, signal }),
    staleTime: 2_000,
    refetchInterval: ({ state: { data } }) => (isAtWork(data) ? ASKED_EVERY_MS : false),
  });

/** How the file is read; `form` is what somebody said of it. */
export const proposalQuery = (organisation: string, upload: string, form: UploadFormSaid) =>
  queryOptions({
    queryKey: ['upload-proposal', organisation, upload, form],
    queryFn: ({ signal }) => api.call('proposeUploadMap', { params: { organisation, upload }, body: { form }, signal }),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** What a check found. Another check has another id. */
export const problemsQuery = (organisation: string, upload: string, check: string, limit: number) =>
  queryOptions({
    queryKey: ['upload-problems', organisation, upload, check, limit],
    queryFn: ({ signal }) =>
      api.call('listUploadProblems', { params: { organisation, upload }, query: { limit }, signal }),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The ticket types of what a check found. */
export const uploadTypesQuery = (organisation: string, upload: string, check: string) =>
  queryOptions({
    queryKey: ['upload-ticket-types', organisation, upload, check],
    queryFn: ({ signal }) => api.call('listUploadTicketTypes', { params: { organisation, upload }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What taking it back would do now, or putting it back. */
export const undoQuery = (organisation: string, upload: string) =>
  queryOptions({
    queryKey: ['upload-undo', organisation, upload],
    queryFn: ({ signal }) => api.call('previewUndoUpload', { params: { organisation, upload }, signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** Files that a browser saves by itself. */
export const rejectedLink = (organisation: string, upload: string): string =>
  `/api/v1/organisations/${organisation}/uploads/${upload}/rejected?format=csv`;
export const templateLink = (organisation: string, kind: string): string =>
  `/api/v1/organisations/${organisation}/upload-templates/${kind}?format=csv`;
