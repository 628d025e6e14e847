type Ask = () => boolean | Promise<boolean>;

/** What is open and would be lost, each with its question. */
const open = new Set<Ask>();

/** Has `ask` asked before the page is left by a deed that no address tells, such as a sign-out. @returns ends that */
export function askBeforeLeaving(ask: Ask): () => void {
  open.add(ask);
  return () => {
    open.delete(ask);
  };
}

/** Whether the page may be left: asks whoever has something open that would be lost, one after the other. */
export async function mayLeave(): Promise<boolean> {
  for (const ask of open) if (!(await ask())) return false;
  return true;
}
