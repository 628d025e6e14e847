import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { DeletionSubject } from './subject.ts';

type Deps = Pick<Context, 'control' | 'deliveries' | 'uploads'>;

/** Where what was kept of deliveries and pages lies, by what it is called on a certificate. */
function foldersOf(
  { control, deliveries, uploads }: Deps,
  { organisation, connections }: DeletionSubject,
  whole: boolean,
) {
  const pages = join(control.folder.path, 'pages');
  const takesUploads = whole || connections.some(({ method }) => method === 'upload');
  const inside = (root: string): string[] =>
    whole ? [join(root, organisation.id)] : connections.map(({ id }) => join(root, organisation.id, id));
  return [
    { what: 'parts of deliveries', folders: inside(deliveries.folder) },
    // Until it is confirmed, a file is of no connection.
    { what: 'uploaded files', folders: takesUploads ? [join(uploads.folder, organisation.id)] : [] },
    // Pages may be kept by connection alone.
    { what: 'kept pages', folders: [...inside(pages), ...connections.map(({ id }) => join(pages, id))] },
  ];
}

export interface KeptFiles {
  readonly what: string;
  readonly files: number;
  readonly bytes: number;
}

export async function countKeptFiles(deps: Deps, subject: DeletionSubject, whole: boolean): Promise<KeptFiles[]> {
  const counted: KeptFiles[] = [];
  for (const { what, folders } of foldersOf(deps, subject, whole)) {
    let files = 0;
    let bytes = 0;
    for (const folder of folders) {
      const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
      for (const entry of entries.filter((one) => one.isFile())) {
        files += 1;
        bytes += await stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        );
      }
    }
    counted.push({ what, files, bytes });
  }
  return counted;
}

export async function removeKeptFiles(deps: Deps, subject: DeletionSubject, whole: boolean): Promise<void> {
  for (const { folders } of foldersOf(deps, subject, whole)) {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}
