import { unlinkSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmedOrder } from './api/list-orders.ts';
import { renderOrder } from './api/render-order.ts';
import type { Client, RenderedOrders } from './simulation.ts';

const PIECE = 1024 * 1024;

/** Renders every planned order of a client as it stands now, with progress on standard error. */
export async function prerenderOrders(client: Client): Promise<RenderedOrders> {
  const path = join(tmpdir(), `spektrix-simulator-${process.pid}-${client.office.client}.json`);
  const file = await open(path, 'w+', 0o600);
  // The open handle keeps the bytes; without a name they are gone however this process ends.
  unlinkSync(path);
  const renderedAt = client.office.now();
  const ends = renderToFile(client, file, renderedAt);
  const rendered: Rendered = { client, file, ends, renderedAt };
  return { stream: (orders, instant) => streamRendered(rendered, orders, instant), close: () => file.close() };
}

interface Rendered {
  readonly client: Client;
  readonly file: FileHandle;
  /** Where the bytes of each order end; an order that isn't confirmed has none. */
  readonly ends: Float64Array;
  readonly renderedAt: number;
}

/** Writes the orders one after another, a comma behind each. */
function renderToFile({ office, style }: Client, file: FileHandle, instant: number): Float64Array {
  const total = office.log.base.orders;
  const ends = new Float64Array(total);
  let text = '';
  let end = 0;
  for (let order = 0; order < total; order += 1) {
    const state = confirmedOrder(office, order, instant);
    const rendered = state ? `${renderOrder({ office, style }, state)},` : '';
    text += rendered;
    end += Buffer.byteLength(rendered);
    ends[order] = end;
    if (text.length > PIECE || order === total - 1) {
      writeFileSync(file.fd, text);
      text = '';
    }
    if ((order + 1) % 50_000 === 0) {
      process.stderr.write(`Rendered ${order + 1} of ${total} orders of ${office.client}\n`);
    }
  }
  return ends;
}

/** Runs of unchanged neighbours come from the file at once; orders changed since are rendered afresh between them. */
async function* streamRendered(
  { client, file, ends, renderedAt }: Rendered,
  orders: readonly number[],
  instant: number,
): AsyncGenerator<string | Buffer> {
  const { office, style } = client;
  const added = office.log.ordersAddedSince(renderedAt);
  const isFresh = (order: number | undefined): order is number =>
    order !== undefined &&
    order < ends.length &&
    instant >= renderedAt &&
    !added.has(order) &&
    (office.log.lastChangeOf(order, instant) ?? 0) <= renderedAt;
  let separator = '[';
  for (let from = 0; from < orders.length; ) {
    const first = orders[from] ?? 0;
    let next = from + 1;
    if (isFresh(first)) {
      while (orders[next] === first + next - from && isFresh(orders[next])) next += 1;
      const begin = first === 0 ? 0 : (ends[first - 1] ?? 0);
      // The comma of the run's last order is left out, and put before what follows.
      const stop = (ends[first + next - from - 1] ?? 0) - 1;
      if (stop > begin) {
        yield separator;
        separator = ',';
        yield* readPieces(file, begin, stop);
      }
    } else {
      const state = confirmedOrder(office, first, instant);
      if (state) {
        yield separator + renderOrder({ office, style }, state);
        separator = ',';
      }
    }
    from = next;
  }
  yield separator === '[' ? '[]' : ']';
}

async function* readPieces(file: FileHandle, begin: number, stop: number): AsyncGenerator<Buffer> {
  for (let position = begin; position < stop; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(PIECE, stop - position)), { position });
    if (bytesRead === 0) throw new Error('The file of rendered orders is shorter than it was');
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
