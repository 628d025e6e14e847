import type { UploadKind } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askFileWorker, FileNotRead } from './read/ask-file-worker.ts';
import type { Look } from './read/look-through.ts';
import type { FormWish } from './read/open-table.ts';

interface Wanted {
  readonly file: File | null;
  readonly kind: UploadKind;
  readonly wish: FormWish;
}

interface FileLook {
  /** Lines read so far, while it is being read. */
  readonly reading: number | null;
  /** Of this very file read in this very way. */
  readonly look: Look | null;
  readonly error: unknown;
}

/** Looks through a file on this computer, again whenever something else is wanted of it. Nothing of it is kept longer than shown. */
export function useFileLook({ file, kind, wish }: Wanted): FileLook {
  const [rows, setRows] = useState(0);
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
      const answer = await askFileWorker({ do: 'look', file, kind, wish }, { onProgress: setRows, signal });
      if (answer.is !== 'look') throw new FileNotRead(null);
      return answer.look;
    },
  });
  return {
    reading: isFetching ? rows : null,
    look: isFetching ? null : (data ?? null),
    error: isFetching ? null : error,
  };
}
