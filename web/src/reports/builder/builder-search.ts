import { STEPS, type Step } from './steps.ts';

/** What the address of the builder says: its step. The first is left out. */
export interface BuilderSearch {
  readonly step?: Exclude<Step, 'info'>;
}

/** Reads the address leniently: what makes no sense is as if it weren't there. */
export function readBuilderSearch({ step: wanted }: Record<string, unknown>): BuilderSearch {
  const step = STEPS.find((one) => one === wanted);
  return step === undefined || step === 'info' ? {} : { step };
}
