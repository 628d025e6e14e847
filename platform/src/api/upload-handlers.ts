import { z } from 'zod';
import { permissionOf } from '../consents/permission-of.ts';
import type { Context } from '../context.ts';
import { beginUpload } from '../uploads/begin-upload.ts';
import { cancelUpload } from '../uploads/cancel-upload.ts';
import { checkUpload } from '../uploads/check-upload.ts';
import { confirmUpload } from '../uploads/confirm-upload.ts';
import { describeUpload } from '../uploads/describe-upload.ts';
import { findUpload } from '../uploads/find-upload.ts';
import { listProblems, listUploads, rejectedRows } from '../uploads/list-uploads.ts';
import { proposeMap } from '../uploads/propose-map.ts';
import { receivePart } from '../uploads/receive-part.ts';
import { templateOf } from '../uploads/template-of-kind.ts';
import { listTypesOfUpload } from '../uploads/ticket-types-of-upload.ts';
import { previewTurn, turnUpload } from '../uploads/turn-upload.ts';
import type { Handlers } from './call.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

type Operations =
  | 'listUploads'
  | 'beginUpload'
  | 'showUpload'
  | 'sendUploadPart'
  | 'proposeUploadMap'
  | 'checkUpload'
  | 'listUploadProblems'
  | 'listUploadTicketTypes'
  | 'downloadRejectedRows'
  | 'confirmUpload'
  | 'cancelUpload'
  | 'previewUndoUpload'
  | 'undoUpload'
  | 'redoUpload'
  | 'showUploadTemplate';

const afterUpload = z.object({ startedAt: z.iso.datetime(), id: z.string().max(60) });
const afterNumber = z.int().min(0);

export function uploadHandlers(context: Context): Pick<Handlers, Operations> {
  return {
    listUploads: async ({ organisation, query }) => {
      const after = decodeCursor(afterUpload, query.cursor);
      const { items, next } = await listUploads(context, { organisation, after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    beginUpload: ({ organisation, body, actor }) => beginUpload(context, { organisation, ...body, actor }),
    showUpload: async ({ organisation, params }) =>
      describeUpload(context, organisation, await findUpload(context, organisation, params.upload)),
    sendUploadPart: ({ organisation, params, raw }) =>
      receivePart(context, {
        organisation,
        upload: params.upload,
        offset: params.offset,
        bytes: raw?.bytes ?? new Uint8Array(),
      }),
    proposeUploadMap: ({ organisation, params, body }) =>
      proposeMap(context, { organisation, upload: params.upload, form: body.form }),
    checkUpload: ({ organisation, params, body, actor }) =>
      checkUpload(context, { organisation, upload: params.upload, map: body.map, actor }),
    listUploadProblems: async ({ organisation, params, query }) => {
      const after = decodeCursor(afterNumber, query.cursor);
      const { items, next } = await listProblems(context, {
        organisation,
        upload: params.upload,
        after,
        limit: query.limit,
      });
      return { items, nextCursor: encodeCursor(next) };
    },
    listUploadTicketTypes: ({ organisation, params }) => listTypesOfUpload(context, organisation, params.upload),
    downloadRejectedRows: ({ organisation, params }) => rejectedRows(context, { organisation, upload: params.upload }),
    confirmUpload: ({ organisation, params, body, reach, actor }) =>
      confirmUpload(context, {
        organisation,
        upload: params.upload,
        check: body.check,
        acceptPartial: body.acceptPartial,
        ticketTypes: body.ticketTypes,
        permission: (agreement) => permissionOf(reach, agreement),
        agreement: body.agreement,
        actor,
      }),
    cancelUpload: ({ organisation, params, actor }) =>
      cancelUpload(context, { organisation, upload: params.upload, actor }),
    previewUndoUpload: ({ organisation, params }) => previewTurn(context, { organisation, upload: params.upload }),
    undoUpload: ({ organisation, params, actor }) =>
      turnUpload(context, { organisation, upload: params.upload, undone: true, actor }),
    redoUpload: ({ organisation, params, actor }) =>
      turnUpload(context, { organisation, upload: params.upload, undone: false, actor }),
    showUploadTemplate: async ({ params }) => templateOf(params.kind),
  };
}
