// A spreadsheet of somebody who sits at a terminal: looked at, corrected, loaded in part, and taken back.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { illuminate } from '../support/illuminate-command.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';

const SALES = `Order;Booked on;Event;Performance;Ticket type;Qty;Paid;Postcode;Email
A-1;13.02.2026;The Tempest;12.03.2026 19:30;Full;2;25,00;LS1 4AB;prospero@example.org
A-2;14.02.2026;The Tempest;12.03.2026 19:30;Under 26;1;6,00;LS6 2AB;miranda@example.org
A-3;someday;The Tempest;12.03.2026 19:30;Full;1;12,50;LS6 2AB;ariel@example.org
`;

/** With an organisation that has uploaded nothing yet. */
async function atIsland(work: (at: { data: string; platform: StartedPlatform }) => Promise<void>): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-upload-'));
  try {
    await using platform = await startPlatform({ data });
    const zone = { zone: 'Europe/London', currency: 'GBP' };
    await platform.api.call('addOrganisation', { body: { slug: 'island', name: 'Island Players', ...zone } });
    await work({ data, platform });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

test('a file is checked, loaded as far as it can be read, and taken back', async () => {
  await atIsland(async ({ data, platform }) => {
    const file = join(data, 'sales.csv');
    await writeFile(file, SALES);
    const upload = (...words: string[]) =>
      illuminate(data, 'upload', file, '--organisation', 'island', '--kind', 'sales', ...words);
    const held = async () => {
      const { items } = await platform.api.call('listConnections', {});
      return items.map(({ counts: { orders, tickets } }) => [orders, tickets]);
    };

    const checked = await upload();
    expect(checked.output).toMatch(/someday|Booked on/);
    expect(checked.output).not.toMatch(/prospero|miranda|ariel/);
    expect(await held()).not.toContainEqual([2, 3]);

    const whole = await upload('--confirm');
    expect(whole.code).not.toBe(0);
    expect(await held()).not.toContainEqual([2, 3]);

    const rejected = join(data, 'rejected.csv');
    const part = await upload('--confirm', '--partial', '--take-classes', '--rejected', rejected);
    expect(part.code, part.output).toBe(0);
    // What was left out is told where it was, though the file is gone.
    expect(part.output).toContain('someday');
    expect(await held()).toContainEqual([2, 3]);
    const lines = (await readFile(rejected, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('A-3');
    expect(lines[1]).not.toContain('ariel');
    const listed = await illuminate(data, 'upload', 'list', '--organisation', 'island');
    const id = /upl_\S+/.exec(listed.output)?.[0] ?? '';
    await illuminate(data, 'upload', 'undo', id, '--organisation', 'island');
    await expect.poll(held, { timeout: 60_000 }).toContainEqual([0, 0]);
  });
});

test('what no column is seen to be is told in words, with what to do; so is a header whose names are merged', async () => {
  await atIsland(async ({ data }) => {
    const file = join(data, 'sales.csv');
    await writeFile(file, 'Order,Booked on,Event\nA-1,2026-02-13,The Tempest\n');
    const { code, output } = await illuminate(data, 'upload', file, '--organisation', 'island', '--kind', 'sales');
    expect(code).not.toBe(0);
    expect(output).toContain('starts_at: When it began');
    expect(output).toContain('ticket_total: What the ticket brought in');
    expect(output).toContain('--save-map');

    const book = join(data, 'nights.xlsx');
    const rows = [
      ['Company', 'Event', 'Performance date', 'Figures', ''],
      ['', 'Event', 'Performance date', 'Tickets', 'Income'],
      ['Island', 'Emma', '2026-05-01 19:30', 10, 100.5],
      ['Island', '', '2026-05-02 19:30', 20, 200],
    ];
    const merges = [
      { startRow: 0, endRow: 0, startCol: 3, endCol: 4 },
      { startRow: 2, endRow: 3, startCol: 1, endCol: 1 },
    ];
    await writeFile(book, await writeXlsx({ sheets: [{ name: 'Nights', rows, merges }] }));
    const nights = (...words: string[]) =>
      illuminate(data, 'upload', book, '--organisation', 'island', '--kind', 'counts', ...words);
    const wide = await nights('--header-line', '1');
    expect(wide.output).toContain('merged across columns (D1:E1)');
    const told = await nights('--header-line', '2', '--save-map', join(data, 'map.json'));
    expect(told.output).toContain('1 merged cell in Event. Filled: Event.');
    expect((await nights('--header-line', '2')).output).toContain('2 can be loaded and 0 cannot');
    const unfilled = await nights('--header-line', '2', '--no-fill-merged');
    expect(unfilled.output).toContain('A merged cell covers it: have merged cells filled');
  });
});
