import { mix, unit } from '../../random.ts';
import { marker, properName, SCRIPT_COUNT } from '../../sales/markers.ts';
import type { TicketState } from '../../sales/order-state.ts';

/** What an order carries beside its tickets: friendly id and answers, some of them about a person. */
interface OrderExtras {
  readonly friendlyId: string;
  readonly bookerNotes: string;
  readonly giftMessage: string;
  readonly heardAboutUs: string;
  readonly accessNeeds: boolean;
  readonly partySizeTarget: number;
  /** Wall time (ms as if UTC), or null. */
  readonly arrival: number | null;
}

/** What a ticket carries beside its seat and price. */
interface TicketExtras {
  readonly barcode: string | null;
  readonly attendee: string;
  readonly dietary: string;
  readonly customItem: string | null;
  readonly voucher: string | null;
  readonly delivered: boolean;
}

const FRIENDLY = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** The extras of an order, by seed and number. */
export function orderExtrasOf(seed: number, order: number): OrderExtras {
  const script = mix(seed, order, 131) % SCRIPT_COUNT;
  let friendlyId = '';
  let rest = order * 7919 + 104_729;
  for (let index = 0; index < 6; index += 1) {
    friendlyId += FRIENDLY.charAt(rest % 32);
    rest = Math.floor(rest / 32);
  }
  return {
    friendlyId,
    bookerNotes: order % 12 === 3 ? `Ring ${properName(seed, 51, order, script)} on arrival; wheelchair` : '',
    giftMessage: order % 40 === 7 ? `Penblwydd hapus "${properName(seed, 52, order, script)}" 🎂` : '',
    heardAboutUs: order % 5 === 0 ? 'Leaflet' : '',
    accessNeeds: order % 15 === 2,
    partySizeTarget: order % 9 === 1 ? 12.5 : 0,
    arrival: order % 30 === 5 ? Date.UTC(2023, 4, 1, 18, order % 60) : null,
  };
}

/** The extras of a ticket, by seed and number. */
export function ticketExtrasOf(seed: number, ticket: TicketState): TicketExtras {
  const { number } = ticket;
  const script = mix(seed, number, 132) % SCRIPT_COUNT;
  return {
    barcode:
      number % 6 === 0
        ? null
        : `BC${String(mix(seed, number, 133)).padStart(10, '0')}${number.toString(36).toUpperCase()}`,
    attendee: number % 14 === 4 ? `${properName(seed, 61, number, script)} ${marker(seed, 62, number)}` : '',
    dietary: number % 70 === 9 ? `Nut allergy (${marker(seed, 63, number)})` : '',
    customItem: number % 45 === 8 ? `Printed for ${properName(seed, 64, number, script)}` : null,
    voucher: number % 90 === 10 ? `GV-${marker(seed, 65, number).toUpperCase()}` : null,
    delivered: unit(seed, number, 134) < 0.5,
  };
}
