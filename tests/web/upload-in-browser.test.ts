// A person uploads what a system exported, from the choice of the file to its receipt, and takes it back.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { Browser, BrowserContext, FileChooser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';
import { signInForNew } from './sign-in.ts';

const WAIT = 120_000;
/** Names, addresses and numbers of the file, which must not be in anything that is sent. */
const PERSONAL = ['Brontë', 'Novák', 'ann.b@post.example', '07700 900123', 'Report for Jane'];

const HEADER = 'Order no.;Booked on;Surname;E-mail;Mobile;Production;Performance date;Venue;Ticket type;Price;Status';
const line = (order: string, surname: string, price: string, production = 'Hamlet à la carte'): string =>
  `${order};03.02.2026 09:15;${surname};ann.b@post.example;07700 900123;${production};14.03.2026 19:30;Café Hall;Adult;${price};Sold`;
const SALES = [
  'Report for Jane;;;;;;;;;;',
  HEADER,
  line('A-1', 'Brontë', '12,50'),
  line('A-2', 'Novák', '1.008,00'),
  line('A-3', 'Brontë', 'twelve'),
].join('\r\n');
/** Every character of the file is one byte there. */
const windows1252 = (text: string): Buffer => Buffer.from(text, 'latin1');

describeInChromium('an upload in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];
  /** Every body that left the browser. */
  const sent: Buffer[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-uploads-'));
    [platform, browser] = await Promise.all([startPlatform({ data }), launchChromium()]);
    context = await browser.newContext({ acceptDownloads: true });
    page = await context.newPage();
    page.setDefaultTimeout(WAIT);
    page.on('pageerror', (err) => errors.push(err.message));
    page.on('request', (request) => {
      const body = request.postDataBuffer();
      if (body !== null) sent.push(body);
    });
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const chooseFile = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const eventsListed = async (organisation: string): Promise<string[]> => {
    const query = { organisation, from: '2026-01-01', to: '2026-12-31' } as const;
    const { rows } = await platform.api.call('runEventIdReport', { query });
    return rows.map(({ eventName }) => eventName);
  };

  const classesOf = async (organisation: string): Promise<Record<string, string | null>> => {
    const { items } = await platform.api.call('listTicketClasses', { params: { organisation } });
    return Object.fromEntries(items.map(({ name, sorted }) => [name, sorted?.class ?? null]));
  };
  /** What the command sends: a file is received and checked, and waits to be confirmed. @returns its id */
  async function checkedFile(organisation: string, text: string): Promise<string> {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const body = { kind: 'sales', fileName: 'sales.csv', bytes: bytes.length, sha256 } as const;
    const { id } = await platform.api.call('beginUpload', { params: { organisation }, body });
    const params = { organisation, upload: id };
    await platform.api.call('sendUploadPart', { params: { ...params, offset: 0 }, bytes });
    const { map } = await platform.api.call('proposeUploadMap', { params, body: {} });
    await platform.api.call('checkUpload', { params, body: { map } });
    await expect
      .poll(async () => (await platform.api.call('showUpload', { params })).state, { timeout: WAIT })
      .toBe('checked');
    return id;
  }

  test('a file of somebody’s own system is freed of names here, settled, checked, loaded in part, and taken back', async () => {
    await signInForNew(context, platform, { slug: 'fen', name: 'Fen Players' });
    await open('/uploads');
    await page.getByRole('link', { name: 'Upload a file' }).click();
    await page.getByRole('heading', { level: 1, name: 'Upload a file' }).waitFor();
    await chooseFile('sales.csv', windows1252(SALES));
    await sees('3 rows');
    await expect.poll(() => page.getByLabel('Encoding').inputValue()).toBe('windows-1252');
    await expect.poll(() => page.getByLabel('Between columns').inputValue()).toBe(';');
    expect(await inTheWay(page)).toEqual([]);
    await press('Go on');
    await sees('Left on your computer: Surname, E-mail, Mobile.');
    expect(await inTheWay(page)).toEqual([]);
    await press('Send 8 columns of 3 rows');

    await page.getByLabel('What Order no. is').waitFor();
    await page.getByLabel('What Price is').selectOption('Price before discount');
    await sees('One thing is still to be said');
    await press('Check the file');
    await page.getByLabel('What Price is').selectOption({ value: 'ticket_total' });
    await expect.poll(() => page.getByLabel('Decimal sign').inputValue()).toBe(',');
    await expect.poll(() => page.getByLabel('How dates are written').inputValue()).toMatch(/^DD\.MM\.YYYY/);
    await expect.poll(() => page.getByLabel('What Production is').inputValue()).toBe('event_name');
    await expect.poll(() => page.getByLabel('What “Sold” means').inputValue()).toBe('sold');
    await sees('Hamlet à la carte');
    expect(await inTheWay(page)).toEqual([]);
    await press('Check the file');

    await sees('2 new, 0 changed, 0 the same');
    const fault = page.getByRole('row', { name: /twelve/ });
    // The line as it is in the file that the person has.
    expect(await fault.getByRole('rowheader').textContent()).toBe('5');
    await page.getByText('first file that Fen Players uploads').waitFor();
    await expect.poll(() => page.getByLabel('Class of Adult').inputValue()).toBe('full');
    expect(await inTheWay(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the rows that cannot be loaded' }).click(),
    ]);
    const rejected = await readFile(await download.path(), 'utf8');
    expect(rejected).toContain('A-3');
    expect(rejected).toContain('twelve');
    await press('Load it');
    await sees('Mend them in the file, or tick');
    await page.getByLabel('Load the other 2 rows without this 1').check();
    await page.getByLabel('Your name').fill('Sam Lee');
    await page.getByRole('checkbox', { name: /may agree/ }).check();
    await press('Load it');

    await page.getByRole('button', { name: 'Undo this upload' }).waitFor();
    await sees('£1,020.50');
    expect(await classesOf('fen')).toEqual({ Adult: 'full' });
    expect(await inTheWay(page)).toEqual([]);
    expect(await eventsListed('fen')).toEqual(['Hamlet à la carte']);
    await press('Undo this upload');
    await page.getByRole('dialog').getByText('2 orders that only this upload brought: removed.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this upload' }).click();
    await sees('This upload was taken back');
    expect(await inTheWay(page)).toEqual([]);
    expect(await eventsListed('fen')).toEqual([]);

    await open('/uploads');
    await page
      .getByRole('row', { name: /sales\.csv/ })
      .getByText('Taken back')
      .waitFor();
    expect(await inTheWay(page)).toEqual([]);
  });

  test('what named people never left the browser, in any encoding that a file may have', () => {
    const all = Buffer.concat(sent);
    expect(all.includes('Hamlet à la carte')).toBe(true);
    for (const text of PERSONAL) {
      for (const encoding of ['utf8', 'latin1', 'utf16le'] as const) {
        expect(all.includes(Buffer.from(text, encoding)), `${text} as ${encoding}`).toBe(false);
      }
    }
  });

  test('a workbook is uploaded by keyboard alone, and goes on where it broke off', async () => {
    const rows = [
      ['Event', 'Performance date', 'Venue', 'Tickets sold', 'Income', 'Front of house manager e-mail'],
      ['Puss in Boots', new Date('2026-12-01T19:30:00Z'), 'Mill Hall', 120, 1440.5, 'fay@hall.example'],
      ['', new Date('2026-12-02T14:00:00Z'), '', 80, 900, 'fay@hall.example'],
    ];
    const columns = rows[0]?.map((_, at) => (at === 1 ? { numFmt: 'dd/mm/yyyy hh:mm' } : {})) ?? [];
    const merges = [0, 2].map((column) => ({ startRow: 1, endRow: 2, startCol: column, endCol: column }));
    const workbook = Buffer.from(await writeXlsx({ sheets: [{ name: 'December', rows, columns, merges }] }));

    await signInForNew(context, platform, { slug: 'mill', name: 'Mill Arts' });
    await open('/uploads/new');
    await tabTo('Sales');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('radio', { name: 'Counts only' }).isChecked()).toBe(true);
    await tabTo('Choose a CSV or XLSX file, or drop it here');
    const chooser = await chooserByEnter();
    await chooser.setFiles({ name: 'december.xlsx', mimeType: 'application/octet-stream', buffer: workbook });
    await sees('2 rows');
    await enter('Go on');
    await sees('Left on your computer: Front of house manager e-mail.');
    // The first piece does not get through.
    await page.route('**/bytes/0', (route) => route.abort(), { times: 1 });
    await enter('Send 5 columns of 2 rows');
    await sees('Sending broke off');
    await enter('Send 5 columns of 2 rows');
    await page.getByLabel('What Tickets sold is').waitFor();
    await sees('2 merged cells were found, in Event and Venue.');
    const fill = page.getByRole('checkbox', { name: /^Fill merged cells/ });
    await expect.poll(() => fill.isChecked()).toBe(true);
    for (const isOn of [false, true]) {
      await fill.focus();
      await page.keyboard.press('Space');
      await expect.poll(() => fill.isChecked()).toBe(isOn);
    }
    await enter('Check the file');
    await sees('2 new, 0 changed, 0 the same');
    await tabTo('Your nameAs you would sign it.', 'Your name');
    await page.keyboard.type('Sam Lee');
    await tabTo('I have read it and may agree to it for Mill Arts.');
    await page.keyboard.press('Space');
    await enter('Load it');
    await page.getByRole('button', { name: 'Undo this upload' }).waitFor();
    await sees('£2,340.50');
    expect(await eventsListed('mill')).toEqual(['Puss in Boots']);
    expect(Buffer.concat(sent).includes('fay@')).toBe(false);
  });

  /** Presses Enter until the browser opens its chooser: on a busy machine it may take a press for one without a person behind it. */
  async function chooserByEnter(): Promise<FileChooser> {
    const opened = page.waitForEvent('filechooser', { timeout: 60_000 });
    const pressing = setInterval(() => void page.keyboard.press('Enter'), 5_000);
    try {
      await page.keyboard.press('Enter');
      return await opened;
    } finally {
      clearInterval(pressing);
    }
  }
  /** Presses Tab until what has focus is called so. */
  async function tabTo(...names: string[]): Promise<void> {
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        "document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ''",
      );
    for (let presses = 0; !names.includes((await focused()).trim()); presses += 1) {
      if (presses > 60) throw new Error(`${names[0]} is not reached by Tab`);
      await page.keyboard.press('Tab');
    }
  }
  async function enter(name: string): Promise<void> {
    await page.getByRole('button', { name }).waitFor();
    await tabTo(name);
    await page.keyboard.press('Enter');
  }

  test('ticket types get their classes before the file is loaded, those that wait on its receipt', async () => {
    await signInForNew(context, platform, { slug: 'lee', name: 'Lee Theatre' });
    const sold = (order: string, type: string, price: string): string =>
      `${order},2026-02-03 09:15,Hamlet,2026-03-14 19:30,${type},${price}`;
    const upload = await checkedFile(
      'lee',
      [
        'order_id,placed_at,event_name,starts_at,ticket_type,ticket_total',
        sold('A-1', 'Adult', '20.00'),
        sold('A-2', 'Student', '10.00'),
        sold('A-3', 'Early Bird', '15.00'),
        sold('A-4', 'Zone Q', '17.00'),
      ].join('\n'),
    );
    await open(`/uploads/${upload}?organisation=lee`);
    await expect.poll(() => page.getByLabel('Class of Student').inputValue()).toBe('concession');
    expect(await page.getByLabel('Student is a concession').isChecked()).toBe(true);
    expect(await page.getByLabel('Class of Zone Q').inputValue()).toBe('');
    for (const type of ['Student', 'Early Bird']) await page.getByLabel(`Class of ${type}`).selectOption('');
    await page.getByLabel('Class of Adult').selectOption('offer');
    await page.getByLabel('Your name').fill('Sam Lee');
    await page.getByRole('checkbox', { name: /may agree/ }).check();
    await press('Load it');
    await page.getByRole('button', { name: 'Take all 2 suggestions' }).waitFor();
    expect(await classesOf('lee')).toEqual({ Adult: 'offer', Student: null, 'Early Bird': null, 'Zone Q': null });
    await press('Take all 2 suggestions');
    await sees('Saved. It holds for all tickets of these types.');
    expect(await classesOf('lee')).toEqual({
      ...{ Adult: 'offer', Student: 'concession', 'Early Bird': 'offer', 'Zone Q': null },
    });
    await page.getByLabel('Class of Student').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Class of Zone Q').inputValue()).toBe('');
    expect(await inTheWay(page)).toEqual([]);
  });

  test('no page raised an error', () => {
    expect(errors).toEqual([]);
  });
});
