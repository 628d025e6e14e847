import { type Input, OPERATIONS, pathOf } from '@illuminate/contract';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { followDownload } from '../../ui/follow-download.ts';

type Asked = NonNullable<Input<'prepareExport'>['body']>;

/** Which report, and for what reason where it tells of single bookers. */
export type Exported = Pick<Asked, 'organisation' | 'of' | 'reason'>;

/** Has a file prepared, which says what is in its way, and then lets the browser fetch it. */
export function useExport(exported: Exported) {
  return useMutation({
    mutationFn: async (how: Pick<Asked, 'format' | 'audience' | 'bom'>) => {
      const prepared = await api.call('prepareExport', { body: { ...exported, ...how } });
      followDownload(pathOf(OPERATIONS.downloadExport, { export: prepared.id }), prepared.fileName);
      return prepared;
    },
  });
}
