import type { FileAnswer, FileFault, FileTask } from './file-messages.ts';

/** Why a file was not read; `null` where the fault is not the file's. */
export class FileNotRead extends Error {
  readonly fault: FileFault | null;

  constructor(fault: FileFault | null) {
    super('the file was not read');
    this.name = 'FileNotRead';
    this.fault = fault;
  }
}

interface Ask {
  /** Told the lines that were read. */
  readonly onProgress: (rows: number) => void;
  /** Ends the worker with whatever it is at. */
  readonly signal: AbortSignal;
}

/** Has a worker of its own do one thing with a file. @throws FileNotRead */
export function askFileWorker(task: FileTask, { onProgress, signal }: Ask): Promise<FileAnswer> {
  const worker = new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<FileAnswer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FileAnswer>) => {
      if (data.is === 'progress') onProgress(data.rows);
      else if (data.is === 'fault') reject(new FileNotRead(data.fault));
      else if (data.is === 'broken') reject(new FileNotRead(null));
      else resolve(data);
    });
    worker.addEventListener('error', () => reject(new FileNotRead(null)));
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
