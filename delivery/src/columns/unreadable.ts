import { DeliveryFault } from '../fault.ts';

/** Why a file can't be read at all. Messages of libraries quote what they choke on, so none of them is passed on. */
export function unreadable(what: string, nextStep?: string, row?: number): DeliveryFault {
  return new DeliveryFault({ code: 'part-unreadable', what, row, ...(nextStep === undefined ? {} : { nextStep }) });
}
