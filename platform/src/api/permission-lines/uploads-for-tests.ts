import type { OperationId } from '@illuminate/contract';
import type { Asked } from '../api-for-tests.ts';
import { type Line, ofOrganisation, type Whose } from './line-for-tests.ts';

const ofUpload = ({ slug }: Whose): Asked => ({ params: { organisation: slug, upload: 'upl_0000000000000000' } });

export const UPLOADS_LINES = {
  listUploads: { who: 'read', people: 'mia', names: true, asks: ofOrganisation },
  showUploadTemplate: {
    who: 'read',
    people: 'mia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, kind: 'sales' } }),
  },
  showUpload: { who: 'read', people: 'mia', names: true, asks: ofUpload },
  listUploadProblems: { who: 'read', people: 'mia', names: true, asks: ofUpload },
  listUploadTicketTypes: { who: 'read', people: 'mia', names: true, asks: ofUpload },
  previewUndoUpload: { who: 'read', people: 'mia', names: true, asks: ofUpload },
  beginUpload: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({
      params: { organisation: slug },
      body: { kind: 'sales', fileName: 'sales.csv', bytes: 10, sha256: 'a'.repeat(64) },
    }),
  },
  sendUploadPart: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: ({ slug }) => ({ params: { organisation: slug, upload: 'upl_0000000000000000', offset: 0 } }),
  },
  proposeUploadMap: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  checkUpload: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({ ...ofUpload(whose), body: { map: { columns: [{ header: 'a', field: null }] } } }),
  },
  downloadRejectedRows: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  confirmUpload: {
    who: 'write',
    people: 'ia',
    names: true,
    asks: (whose) => ({ ...ofUpload(whose), body: { check: 'chk_none' } }),
  },
  cancelUpload: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  undoUpload: { who: 'write', people: 'ia', names: true, asks: ofUpload },
  redoUpload: { who: 'write', people: 'ia', names: true, asks: ofUpload },
} as const satisfies Partial<Record<OperationId, Line>>;
