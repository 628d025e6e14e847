import type { ImportProposal } from '@illuminate/contract';
import { api } from '../api/client.ts';

export type ChosenColumn = Pick<ImportProposal['columns'][number], 'header' | 'field'>;

export interface ChosenFile {
  readonly name: string;
  readonly content: string;
}

/** A file as the platform has read it, with what its columns were then. */
export interface ReadImport {
  readonly file: ChosenFile;
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

const haveSameHeaders = (one: readonly ChosenColumn[], other: readonly ChosenColumn[]): boolean =>
  one.length === other.length && one.every(({ header }, at) => header === other[at]?.header);

export interface ImportQuestion {
  readonly organisation: string;
  readonly file: File | ChosenFile;
  /** What was chosen for this file, or for the one that was chosen before it. */
  readonly columns: readonly ChosenColumn[] | null;
}

/** Asks what a file would become. One that was mended and chosen again keeps what was chosen for its columns. */
export async function readImport({ organisation, file, columns }: ImportQuestion): Promise<ReadImport> {
  const ask = (body: ChosenFile & { columns?: ChosenColumn[] }) =>
    api.call('checkActivityImport', { params: { organisation }, body });
  if (!(file instanceof File)) {
    return { file, proposal: await ask({ ...file, ...(columns === null ? {} : { columns: [...columns] }) }) };
  }
  const read = await contentOf(file);
  const proposal = await ask(read);
  const isSame = columns !== null && haveSameHeaders(columns, proposal.columns);
  return { file: read, proposal: isSame ? await ask({ ...read, columns: [...columns] }) : proposal };
}
