import type { Upload } from '@illuminate/contract';
import { AllBusy, PartLost } from '../deliveries/delivery-threads.ts';
import { WorkCancelled } from '../deliveries/delivery-work.ts';
import { machineFaultOf } from '../machine-fault.ts';
import { StoreError } from '../warehouse/errors.ts';

/** Why a file that was checked was not loaded, for whoever confirmed it. Null where somebody ended it: they know. */
export function whyNotLoaded(err: unknown): Upload['failure'] {
  if (err instanceof WorkCancelled) return null;
  if (err instanceof AllBusy) {
    return {
      what: 'It was not loaded: too many files are worked on just now.',
      nextStep: 'Load it again in a minute.',
    };
  }
  if (err instanceof PartLost) {
    return {
      what: 'It was not loaded: what was kept of the checked file cannot be read any more.',
      nextStep: 'Check the file again, which reads it anew, and load it then.',
    };
  }
  const cause = machineFaultOf(err)?.cause ?? (err instanceof StoreError ? err.message : null);
  if (cause === null) {
    return {
      what: 'It was not loaded, through a fault of Illuminate’s own. Nothing of it is in your figures.',
      nextStep: 'Load it again; if it happens again, tell the support desk.',
    };
  }
  return {
    what: `It was not loaded. ${cause} Nothing of it is in your figures.`,
    nextStep: 'Tell whoever runs Illuminate, and load it again once it is mended: the file and its check are kept.',
  };
}
