import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmedOrder } from './api/list-orders.ts';
import { renderOrder } from './api/render-order.ts';
import type { Client, RenderedOrders } from './simulation.ts';

const PIECE = 1024 * 1024;

/** Renders every planned order of a client as it stands now, with progress on standard error. */
export async function prerenderOrders(client: Client): Promise<RenderedOrders> {
  const { office, style } = client;
  const renderedAt = office.now();
  const total = office.log.base.orders;
  const path = join(tmpdir(), `spektrix-simulator-${process.pid}-${office.client}.json`);
  const file = openSync(path, 'w');
  const ends = new Float64Array(total);
  let text = '';
  let end = 0;
  for (let order = 0; order < total; order += 1) {
    const state = confirmedOrder(office, order, renderedAt);
    if (state) {
      const rendered = `${renderOrder({ office, style }, state)},`;
      text += rendered;
      end += Buffer.byteLength(rendered);
    }
    ends[order] = end;
    if (text.length > PIECE || order === total - 1) {
      writeSync(file, text);
      text = '';
    }
    if (order % 50_000 === 49_999)
      process.stderr.write(`Rendered ${order + 1} of ${total} orders of ${office.client}\n`);
  }
  closeSync(file);
  const handle = await open(path, 'r');
  // The open handle keeps the bytes; without a name they are gone however this process ends.
  unlinkSync(path);

  const startOf = (order: number): number => (order === 0 ? 0 : (ends[order - 1] ?? 0));
  const isStale = (order: number, instant: number, added: ReadonlySet<number>): boolean =>
    instant < renderedAt ||
    order >= total ||
    added.has(order) ||
    (office.log.lastChangeOf(order, instant) ?? 0) > renderedAt;

  return {
    async *stream(orders, instant) {
      const added = office.log.ordersAddedSince(renderedAt);
      let sent = false;
      for (let from = 0; from < orders.length; ) {
        const first = orders[from] ?? 0;
        if (isStale(first, instant, added)) {
          const state = confirmedOrder(office, first, instant);
          if (state) yield `${sent ? ',' : '['}${renderOrder({ office, style }, state)}`;
          sent ||= state !== null;
          from += 1;
          continue;
        }
        let to = from;
        while (orders[to + 1] === (orders[to] ?? 0) + 1 && !isStale(orders[to + 1] ?? 0, instant, added)) to += 1;
        // Each rendered order ends with a comma; the last one of a run is left out and put before what follows.
        const begin = startOf(first);
        const stop = (ends[orders[to] ?? 0] ?? 0) - 1;
        from = to + 1;
        if (stop < begin) continue;
        yield sent ? ',' : '[';
        sent = true;
        for (let position = begin; position < stop; position += PIECE) {
          const piece = Buffer.allocUnsafe(Math.min(PIECE, stop - position));
          await handle.read(piece, 0, piece.length, position);
          yield piece;
        }
      }
      yield sent ? ']' : '[]';
    },
    close: () => handle.close(),
  };
}
