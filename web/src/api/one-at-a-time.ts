/**
 * Work that many small causes ask for, done once for all that came meanwhile: a little later, never twice at the same time, and
 * once more when something came while it was being done.
 * @param signal nothing begins any more once it is aborted
 */
export function oneAtATime(work: () => Promise<unknown>, waitMs: number, signal: AbortSignal): () => void {
  let isAsked = false;
  let isBusy = false;
  const run = async () => {
    isBusy = true;
    while (isAsked) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      if (signal.aborted) return;
      isAsked = false;
      // What went wrong is told where the work is shown.
      await work().catch(() => {});
    }
    isBusy = false;
  };
  return () => {
    isAsked = true;
    if (!isBusy) void run();
  };
}
