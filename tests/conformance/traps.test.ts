import { AbortSyncError, type Connector, type Notices } from '@illuminate/connector-kit';
import { isNotHere, TRAPS } from '@illuminate/connector-kit/conformance';
import { connectors } from '@illuminate/connectors';
import { describe, expect, test } from 'vitest';
import { openLab } from './lab.ts';
import { spektrix } from './spektrix.ts';

// A trap that lets everything pass is worth nothing: each of these connectors has one fault, and has to be caught.

const real = realConnector();

function realConnector(): Connector {
  const found = connectors.find(({ id }) => id === spektrix.connector);
  if (found === undefined) throw new Error('no connector');
  return found;
}

type Streams = Connector['streams'];
type AnyStream = Streams[number];

/** The real connector with one stream of another behaviour. */
function withStream(name: string, change: (stream: AnyStream) => Partial<AnyStream>): Connector {
  return {
    ...real,
    streams: real.streams.map((s) => (s.name === name ? { ...s, ...change(s) } : s)),
  };
}

async function caught(trapId: string, connector: Connector): Promise<string> {
  const trap = TRAPS.find(({ id }) => id === trapId);
  if (trap === undefined || isNotHere(spektrix.provider)) throw new Error(`no trap ${trapId}`);
  await using lab = await openLab(connector, spektrix.provider);
  return (await trap.run(lab)).join('\n');
}

describe('a connector is caught', () => {
  test('that passes over every second change', async () => {
    const forgetful = withStream('orders', ({ changedSince }) => ({
      async changedSince(...asked): Promise<Notices> {
        const notices = await changedSince?.(...asked);
        if (notices === undefined) throw new Error('no feed');
        const { span: _, ...rest } = notices;
        return { ...rest, ids: notices.ids.filter((_id, nth) => nth % 2 === 0) };
      },
    }));
    expect(await caught('incremental-equals-full', forgetful)).toMatch(/^untrue: (tickets|amount|orders)/m);
  });

  test('that takes the instant for the wall time', async () => {
    const dazed = withStream('performances', ({ normalise }) => ({
      normalise(record, context) {
        const { rows, ...rest } = normalise(record, context);
        const performances = rows.performances?.map((row) => ({ ...row, starts_local: row.starts_at }));
        return { ...rest, rows: { ...rows, performances: performances ?? [] } };
      },
    }));
    expect(await caught('reads-every-zone', dazed)).toMatch(/America\/Winnipeg: .*start of/);
  });

  test('that keeps what a booker is called by', async () => {
    const nosy = withStream('orders', ({ normalise, keeps }) => ({
      keeps: [...keeps, 'customer.email'],
      normalise(record, context) {
        const { rows, ...rest } = normalise(record, context);
        const { customer } = record as { customer: { id: string } };
        const orders = rows.orders?.map((row) => ({ ...row, channel: `for ${customer.id}` }));
        return { ...rest, rows: { ...rows, orders: orders ?? [] } };
      },
    }));
    const wrong = await caught('keeps-nothing-personal', nosy);
    expect(wrong).toContain('orders declares that it keeps customer.email');
    expect(wrong).toMatch(/something personal is kept: in \w*orders\.channel/);
  });

  test('that does not say what to do', async () => {
    const curt: Connector = {
      ...real,
      probe: async () => {
        throw new AbortSyncError({ code: 'E_42', cause: 'failed', whoActs: 'operator', nextStep: '' });
      },
    };
    const wrong = await caught('errors-say-what-to-do', curt);
    for (const lack of ['no stable code', 'no cause in a sentence', 'no next step']) expect(wrong).toContain(lack);
  });
});
