import type { ImportProposal } from '@illuminate/contract';
import { api } from '../api/client.ts';

export type ChosenColumn = Pick<ImportProposal['columns'][number], 'header' | 'field'>;

export interface ChosenFile {
  readonly name: string;
  readonly content: string;
}

/** How a file is to be read, as far as somebody chose. */
export interface ImportWish {
  /** Null: as they are found or remembered. */
  readonly columns: readonly ChosenColumn[] | null;
  readonly sheet?: string;
  readonly headerLine?: number;
  readonly year?: string;
}

export const NO_WISH: ImportWish = { columns: null };

/** A file as the platform has read it. */
export interface ReadImport {
  readonly file: ChosenFile;
  /** What held of what was chosen. */
  readonly wish: ImportWish;
  readonly proposal: ImportProposal;
}

/** The bytes of a file as the API takes them. */
async function contentOf(file: File): Promise<ChosenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return { name: file.name, content: btoa(text) };
}

export const chosenOf = ({ columns }: Pick<ImportProposal, 'columns'>): ChosenColumn[] =>
  columns.map(({ header, field }) => ({ header, field }));

const haveSameHeaders = (one: ImportProposal['columns'], other: ImportProposal['columns']): boolean =>
  one.length === other.length && one.every(({ header }, at) => header === other[at]?.header);

/** Exactly as it was shown: what the platform would find anew is said. */
export const bodyOf = ({ file, proposal }: ReadImport) => ({
  ...file,
  columns: chosenOf(proposal),
  headerLine: proposal.headerLine,
  ...(proposal.sheet === null ? {} : { sheet: proposal.sheet }),
  ...(proposal.undated?.year == null ? {} : { year: proposal.undated.year }),
});

export interface ImportQuestion {
  readonly organisation: string;
  readonly file: File | ChosenFile;
  readonly wish: ImportWish;
  /** The file that was chosen before this one. */
  readonly before: ReadImport | null;
}

/** Asks what a file would become. One that was mended and chosen again keeps what was chosen for it; another one does not. */
export async function readImport({ organisation, file: given, wish, before }: ImportQuestion): Promise<ReadImport> {
  const file = given instanceof File ? await contentOf(given) : given;
  const ask = async ({ columns, ...form }: ImportWish): Promise<ReadImport> => ({
    ...{ file, wish: { columns, ...form } },
    proposal: await api.call('checkActivityImport', {
      params: { organisation },
      body: { ...file, ...form, ...(columns === null ? {} : { columns: [...columns] }) },
    }),
  });
  if (before === null) return ask(wish);
  const same = await ask({ ...before.wish, columns: null }).catch(() => null);
  if (same === null || !haveSameHeaders(same.proposal.columns, before.proposal.columns)) return ask(NO_WISH);
  return before.wish.columns === null ? same : ask(before.wish);
}
