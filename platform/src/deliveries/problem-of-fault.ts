import type { DeliveryFault } from '@illuminate/delivery';
import type { DeliveryProblem } from './delivery-messages.ts';

/** A fault of a delivery as a problem, which crosses threads and is kept. */
export function problemOfFault({ code, detail, whoActs, nextStep, part, row, field }: DeliveryFault): DeliveryProblem {
  return { code, detail, whoActs, nextStep, part, row, field };
}
