/** Of the address on which a file is chosen: which upload, sent in part, is gone on with, and the step. The first is left out. */
export interface NewUploadSearch {
  readonly goOn?: string;
  readonly step?: 'leave';
}

export const readNewUploadSearch = ({ goOn, step }: Record<string, unknown>): NewUploadSearch => ({
  ...(typeof goOn === 'string' && goOn !== '' ? { goOn } : {}),
  ...(step === 'leave' ? { step } : {}),
});

/** Of an upload's address: how many cells were left empty before it was sent, which only the sender's browser knows. */
export interface UploadSearch {
  readonly emptied?: number;
}

export const readUploadSearch = ({ emptied }: Record<string, unknown>): UploadSearch =>
  typeof emptied === 'number' && emptied > 0 ? { emptied } : {};
