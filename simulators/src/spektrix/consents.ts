import { readStateFile, writeStateFile } from '../state-file.ts';

/** Whether a client lets the partner read its data, and since when (UTC ms). */
export interface Consent {
  readonly allowed: boolean;
  readonly since: number | null;
}

interface StateFile {
  /** When this box office was opened: the start of its live sales. */
  readonly opened: number;
  readonly consents: Record<string, Consent>;
}

/** The toggles. With a state file they survive a restart; nothing else is stored but when the world was opened. */
export interface Consents {
  readonly opened: number;
  of(client: string): Consent;
  /** Turns a toggle; turning it to where it is changes nothing. */
  set(client: string, allowed: boolean, at: number): void;
}

/** Opens the toggles, from the state file where there is one. Throws where the file is there but can't be read. */
export function openConsents(file: string | null, openedByDefault: number, allowed: readonly string[]): Consents {
  const stored = file === null ? null : read(file);
  const opened = stored?.opened ?? openedByDefault;
  const consents = new Map<string, Consent>(Object.entries(stored?.consents ?? {}));
  for (const client of allowed) if (!consents.has(client)) consents.set(client, { allowed: true, since: opened });
  const save = (): void => {
    if (file === null) return;
    const state: StateFile = { opened, consents: Object.fromEntries(consents) };
    writeStateFile(file, `${JSON.stringify(state, null, 2)}\n`);
  };
  if (!stored) save();
  const of = (client: string): Consent => consents.get(client) ?? { allowed: false, since: null };
  return {
    opened,
    of,
    set(client, nowAllowed, at) {
      if (of(client).allowed === nowAllowed) return;
      consents.set(client, { allowed: nowAllowed, since: nowAllowed ? at : null });
      save();
    },
  };
}

function read(file: string): StateFile | null {
  const text = readStateFile(file);
  if (text === null) return null;
  const parsed: unknown = JSON.parse(text);
  if (!parsed || typeof parsed !== 'object' || !('opened' in parsed) || typeof parsed.opened !== 'number') {
    throw new Error(`${file} is not a state file of this simulator. Delete it to start with every toggle off.`);
  }
  return parsed as StateFile; // written by `save` above
}
