import type { UploadKind } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askFileWorker, FileNotRead } from './read/ask-file-worker.ts';
import type { ReadSoFar } from './read/file-messages.ts';
import type { Look } from './read/look-through.ts';
import type { FormWish } from './read/open-table.ts';

interface Wanted {
  readonly file: File | null;
  readonly kind: UploadKind;
  readonly wish: FormWish;
}

/** How a file was read the last time; without a sample where it could not be read to its end. */
export type LastRead = ReadSoFar & Partial<Pick<Look, 'columns' | 'sample'>>;

export interface FileLook {
  /** Lines read so far, while it is being read. */
  readonly reading: number | null;
  /** Of this very file read in this very way. */
  readonly look: Look | null;
  /** Of this very file, read in this way or in the one before: what is changed stays in its place while the file is read anew. */
  readonly last: LastRead | null;
  readonly error: unknown;
}

/** Looks through a file on this computer, again whenever something else is wanted of it. Nothing of it is kept longer than shown. */
export function useFileLook({ file, kind, wish }: Wanted): FileLook {
  const [rows, setRows] = useState(0);
  const [last, setLast] = useState<{ readonly of: File; readonly read: LastRead } | null>(null);
  const { data, error, isFetching } = useQuery({
    queryKey: ['file-look', file?.name, file?.size, file?.lastModified, kind, wish],
    enabled: file !== null,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    // A file is here, whatever the network does.
    networkMode: 'always',
    queryFn: async ({ signal }) => {
      if (file === null) throw new TypeError('there is a file');
      setRows(0);
      try {
        const answer = await askFileWorker({ do: 'look', file, kind, wish }, { onProgress: setRows, signal });
        if (answer.is !== 'look') throw new FileNotRead(null);
        setLast({ of: file, read: answer.look });
        return answer.look;
      } catch (err) {
        // What was read wrongly may be read rightly otherwise: by another row with the names, or another sheet.
        if (err instanceof FileNotRead && err.fault?.read !== undefined) setLast({ of: file, read: err.fault.read });
        throw err;
      }
    },
  });
  return {
    reading: isFetching ? rows : null,
    look: isFetching ? null : (data ?? null),
    last: last !== null && last.of === file ? last.read : null,
    error: isFetching ? null : error,
  };
}
