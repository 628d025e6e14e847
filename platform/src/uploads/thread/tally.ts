import type { UploadTotals } from '@illuminate/contract';
import type { Uploaded } from '@illuminate/delivery';
import { formatMinor } from '@illuminate/model';

/** Counts and sums what a file holds. */
export function createTally(isSales: boolean) {
  let [orders, tickets, performances, counts] = [0, 0, 0, 0];
  const amounts = new Map<string, number>();
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const seen = (at: number): void => {
    from = Math.min(from, at);
    to = Math.max(to, at);
  };
  const take = (currency: string, minor: number): void => {
    amounts.set(currency, (amounts.get(currency) ?? 0) + minor);
  };
  return {
    add(record: Uploaded): void {
      if (record.kind === 'order') {
        orders += 1;
        tickets += record.tickets.length;
        for (const { totalMinor } of record.tickets) take(record.currency, totalMinor);
        seen(record.placedAt);
      } else if (record.kind === 'count') {
        counts += 1;
        tickets += record.tickets;
        if (record.incomeMinor !== null) take(record.currency, record.incomeMinor);
        if (record.countedOn !== null) seen(record.countedOn);
      } else {
        performances += 1;
        // Of sales it is when they were made that tells what a file covers.
        if (!isSales) seen(record.startsAt);
      }
    },
    result(): UploadTotals {
      const span = Number.isFinite(from) ? ([from, to] as const) : null;
      return {
        orders,
        tickets,
        performances,
        counts,
        amounts: Object.fromEntries([...amounts].map(([currency, minor]) => [currency, formatMinor(minor, currency)])),
        from: span === null ? null : new Date(span[0]).toISOString(),
        to: span === null ? null : new Date(span[1]).toISOString(),
      };
    },
  };
}
