import type { DeliveryCode, DeliveryFault } from '@illuminate/delivery';

/** The same thing wrong in one file, once or many times. */
export interface FaultKind {
  readonly code: DeliveryCode;
  /** What is wrong, without the place. */
  readonly what: string;
  readonly nextStep: string;
  readonly file: string | null;
  readonly part: number | null;
  readonly field: string | null;
  /** The first rows on which it is. */
  readonly rows: readonly number[];
  readonly count: number;
}

const KINDS = 50;
const ROWS = 5;

type Growing = { -readonly [Key in keyof FaultKind]: FaultKind[Key] } & { rows: number[] };

/** Gathers faults by what they are: up to 50 kinds, the others counted only. */
export function createFaultList() {
  const kinds = new Map<string, Growing>();
  let beyond = 0;
  return {
    add({ code, what, nextStep, part, row, field }: DeliveryFault, file: string | null): void {
      const key = `${file}\n${part}\n${code}\n${what}`;
      let kind = kinds.get(key);
      if (kind === undefined) {
        if (kinds.size >= KINDS) {
          beyond += 1;
          return;
        }
        kind = { code, what, nextStep, file, part: part ?? null, field: field ?? null, rows: [], count: 0 };
        kinds.set(key, kind);
      }
      kind.count += 1;
      if (row !== undefined && kind.rows.length < ROWS) kind.rows.push(row);
    },
    kinds: (): FaultKind[] => [...kinds.values()],
    /** How many faults there were beyond the kinds that are told. */
    beyond: (): number => beyond,
  };
}

export type FaultList = ReturnType<typeof createFaultList>;
