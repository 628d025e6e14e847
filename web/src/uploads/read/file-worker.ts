// Reads files apart from the page, which stays quick meanwhile.
import { doFileTask } from './do-file-task.ts';
import type { FileAnswer, FileTask } from './file-messages.ts';

const answer = (message: FileAnswer): void => globalThis.postMessage(message);

globalThis.addEventListener('message', ({ data }: MessageEvent<FileTask>) => {
  void doFileTask(data, (rows) => answer({ is: 'progress', rows })).then(answer);
});
