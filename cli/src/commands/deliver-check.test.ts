import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  CSV,
  folderOf,
  lines,
  NOWHERE,
  order,
  PERFORMANCES,
  PERSONAL,
  prepared,
  publicKey,
  scratch,
  sending,
} from '../../test/folders-to-deliver.ts';
import { startReceiver } from '../../test/receive-deliveries.ts';
import { run } from '../../test/run.ts';

describe('--check', () => {
  test('a batch that is right: what is in it, and what becomes of personal fields', async () => {
    const customer = { id: 'C', email: 'nora@example.org' };
    const folder = await folderOf(prepared(lines(order('A', { customer }))));
    const { code, out, err } = await run(NOWHERE, ['deliver', folder, '--check']);
    expect(out).toContain('batch b-1, sequence 1: ✓ nothing is wrong.');
    expect(out).toContain('- customer id: becomes a pseudonym (1 time)');
    expect(out).toContain('- customer.email: dropped unread (1 time)');
    expect(out).toContain('- 1 order · 2 tickets · EUR 42.50 for orders, 42.50 for tickets');
    expect(out + err).not.toContain('nora');
    expect(code).toBe(0);
  });

  test('everything that is wrong is said, each thing once, with part, rows, field and what to do', async () => {
    const bad = Array.from({ length: 8 }, (_, at) => order(`A${at}`, { email: 'nora@example.org', total: 42.5 }));
    const folder = await folderOf(prepared(lines(...bad, order('B'), order('B', { channel: 'nora@example.org' }))));
    const { code, out } = await run(NOWHERE, ['deliver', folder, '--check']);
    expect(out).toContain('✗ 3 things are wrong.');
    expect(out).toContain('field-undeclared · part-1.ndjson, rows 1, 2, 3, 4, 5 and 3 more:');
    expect(out).toContain('record-invalid · part-1.ndjson, rows 1, 2, 3, 4, 5 and 3 more:');
    expect(out).toContain('record-invalid · part-1.ndjson, row 10:');
    expect(out).toContain('  - Next: Leave the field out, or name it among personalFields');
    expect(out).toContain('Totals are compared once the rest is right.');
    expect(out).not.toContain('nora');
    expect(code).toBe(1);
    const json = JSON.parse((await run(NOWHERE, ['deliver', folder, '--check', '--json'])).out);
    expect(json).toMatchObject({ ok: false, batches: [{ batch: 'b-1', ok: false }] });
    expect(json.batches[0].faults[0]).toMatchObject({ part: 1, field: 'email', rows: [1, 2, 3, 4, 5], count: 8 });
  });

  test('a manifest that is not of its parts', async () => {
    const one = lines(order('A'));
    const cases: [string, Record<string, string | Buffer>][] = [
      ['manifest-invalid · manifest.json:', prepared(one, { sequence: 'one' })],
      ['part-hash-differs · part-1.ndjson:', { ...prepared(one), 'part-1.ndjson': lines(order('B')) }],
      ['part-unreadable · manifest.json:', { ...prepared(one), 'part-1.csv': '' }],
      ['part-unreadable · part-1.ndjson:', prepared(one, {}, { encoding: 'gzip' })],
      [
        'totals.tickets is declared 3, counted 2 (difference -1).',
        prepared(one, {
          totals: { orders: 1, tickets: 3, performances: 0, amounts: { EUR: { orders: '42.5', tickets: '42.5' } } },
        }),
      ],
      ['parts[0].records is declared 2, counted 1 (difference -1).', prepared(one, {}, { records: 2 })],
    ];
    for (const [expected, files] of cases) {
      const { code, out } = await run(NOWHERE, ['deliver', await folderOf(files), '--check']);
      expect(out).toContain(expected);
      expect(code).toBe(1);
    }
    const { 'part-1.ndjson': _, ...alone } = prepared(one);
    const { out } = await run(NOWHERE, ['deliver', await folderOf(alone), '--check']);
    expect(out).toContain('No file here has a name that begins with part-1.');
  });

  test('data files without a manifest, and folders of batches', async () => {
    const folder = await folderOf({
      'orders.csv': CSV,
      'performances.csv.gz': gzipSync(PERFORMANCES),
      'notes.txt': '',
    });
    const { code, out } = await run(NOWHERE, ['deliver', folder, '--check', ...PERSONAL]);
    expect(out).toContain('✓ nothing is wrong.');
    expect(out).toContain('1 order · 1 ticket · 1 performance · EUR 10.00 for orders, 10.00 for tickets');
    expect(code).toBe(0);
    const undeclared = await run(NOWHERE, ['deliver', folder, '--check', '--personal-field', 'customer.id']);
    expect(undeclared.out).toContain('field-undeclared · orders.csv, row 1:');
    expect(undeclared.code).toBe(1);
    const several = await folderOf({
      ...Object.fromEntries(
        Object.entries(prepared(lines(order('A')))).map(([name, content]) => [`day-2/${name}`, content]),
      ),
      'day-10/orders.ndjson': lines({ ...order('A'), currency: undefined }),
    });
    const both = await run(NOWHERE, ['deliver', several, '--check']);
    expect(both.out).toMatch(/^.*day-2: batch b-1[\s\S]*day-10: ✓/m);
    expect(both.out).toContain("counted as XXX. Say the organisation's with --currency.");
  });

  test('files of another layout are read through a column map', async () => {
    const map = {
      format: 'illuminate-columns/1',
      records: 'orders',
      file: { type: 'csv', separator: ';' },
      dates: { pattern: 'DD/MM/YYYY HH:mm', zone: 'Europe/Dublin' },
      numbers: { decimal: ',' },
      columns: [
        { header: 'Booking', field: 'order_id' },
        { header: 'When', field: 'placed_at' },
        { header: 'Name', field: 'drop' },
        { header: 'Event', field: 'performance_id' },
        { header: 'Seat', field: 'seat' },
        { header: 'Paid', field: 'ticket_total' },
      ],
      constants: { currency: 'EUR' },
      derive: ['ticket_id', 'order_total', 'changed_at'],
    };
    const sales = 'Booking;When;Name;Event;Seat;Paid\nB-1;24/11/2026 13:50;Nora Helmer;P1;C12;22,50\n';
    const folder = await folderOf({ 'sales.csv': sales, 'maps/map.json': JSON.stringify(map), 'maps/no.json': '{}' });
    const columns = ['--columns', join(folder, 'maps', 'map.json')];
    const checked = await run(NOWHERE, ['deliver', folder, '--check', ...columns]);
    expect(checked.out).toContain('1 order · 1 ticket · EUR 22.50 for orders, 22.50 for tickets');
    expect(checked.code).toBe(0);
    await using receiver = await startReceiver(publicKey);
    expect((await run(receiver.url, [...sending(folder), ...columns])).code).toBe(0);
    expect(await receiver.records()).toMatchObject([
      { id: 'B-1', placedAt: Date.UTC(2026, 10, 24, 13, 50), customer: null },
    ]);

    const own = await folderOf(prepared(sales, {}, { format: 'csv', layout: 'mapped' }));
    const without = await run(NOWHERE, ['deliver', own, '--check']);
    expect(without.out).toContain("which the connection's column map reads: not checked without --columns.");
    expect((await run(NOWHERE, ['deliver', own, '--check', ...columns])).out).toContain(
      'totals.tickets is declared 2, counted 1',
    );
    for (const path of ['no.json', 'nowhere.json']) {
      expect((await run(NOWHERE, ['deliver', folder, '--check', '--columns', join(folder, 'maps', path)])).code).toBe(
        2,
      );
    }
  });

  test('a folder that is not there, or has nothing in it', async () => {
    const { code, err } = await run(NOWHERE, ['deliver', join(scratch, 'nowhere'), '--check']);
    expect([code, err]).toEqual([2, `Error: There is no folder ${join(scratch, 'nowhere')}.\n`]);
    const empty = await run(NOWHERE, ['deliver', await folderOf({ '.hidden/manifest.json': '{}' }), '--check']);
    expect(empty.err).toContain('has neither a manifest.json nor data files');
    expect(empty.code).toBe(2);
  });
});
