import type { Upload, UploadKind } from '@illuminate/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { askFileWorker, FileNotRead } from './read/ask-file-worker.ts';
import type { Look } from './read/look-through.ts';
import { sendFile } from './send-file.ts';
import { uploadQuery } from './uploads-queries.ts';

export interface Sending {
  readonly organisation: string;
  readonly kind: UploadKind;
  readonly file: File;
  readonly look: Look;
  /** Positions of the columns that are sent, from 0. */
  readonly keep: readonly number[];
}

/** How far it is: lines written anew, then bytes that arrived. */
export type SendProgress =
  | { readonly what: 'writing'; readonly rows: number }
  | { readonly what: 'sending'; readonly upload: Upload };

/** Writes a file anew without what stays here, and sends that. Leaving the page ends it; what arrived stays. */
export function useSend(onSent: (upload: Upload, emptied: number) => void) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<SendProgress | null>(null);
  const ending = useRef(new AbortController());
  useEffect(() => () => ending.current.abort(), []);
  const sending = useMutation({
    retry: false,
    mutationFn: async ({ organisation, kind, file, look, keep }: Sending) => {
      ending.current = new AbortController();
      const { signal } = ending.current;
      setProgress({ what: 'writing', rows: 0 });
      const shapes = new Map(
        look.columns.flatMap(({ shape }, at) => (shape === undefined ? [] : [[at, shape] as const])),
      );
      const answer = await askFileWorker(
        { do: 'rewrite', file, form: look.form, keep, columns: look.columns.length, shapes },
        { signal, onProgress: (rows) => setProgress({ what: 'writing', rows }) },
      );
      if (answer.is !== 'rewritten') throw new FileNotRead(null);
      const { content, sha256, emptied } = answer.rewritten;
      const leftOnComputer = look.columns.flatMap(({ header }, at) => (keep.includes(at) ? [] : [header]));
      const upload = await sendFile({
        ...{ organisation, kind, fileName: file.name, content, sha256, leftOnComputer, signal },
        onProgress: (now) => setProgress({ what: 'sending', upload: now }),
      });
      queries.setQueryData(uploadQuery(organisation, upload.id).queryKey, upload);
      return { upload, emptied: [...emptied.values()].reduce((sum, cells) => sum + cells, 0) };
    },
    onSuccess: ({ upload, emptied }) => onSent(upload, emptied),
    onSettled: () => setProgress(null),
  });
  return { progress, send: sending.mutate, error: sending.error, stop: () => ending.current.abort() };
}
