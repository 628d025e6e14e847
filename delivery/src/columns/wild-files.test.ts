// Files as they come: each is read by what is proposed for it, without a word of anybody's.
import { describe, expect, test } from 'vitest';
import type { DeliveryFault } from '../fault.ts';
import { uploadedMapSchema } from './column-map.ts';
import type { RecordKind } from './fields.ts';
import { CURRENCY_SIGNS } from './guess-forms.ts';
import { lineBlocksOfFile } from './lines-of-file.ts';
import { readSample } from './read-sample.ts';
import { readUploaded } from './read-uploaded.ts';
import { suggestColumnMap } from './suggest.ts';
import { makeWorkbook } from './xlsx/zip-for-tests.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Found {
  readonly orders: number;
  readonly tickets: number;
  readonly minor: number;
  /** When performances begin, as instants. */
  readonly begins: readonly string[];
  /** Rows with a fault. */
  readonly faults: readonly number[];
}

async function read(
  kind: RecordKind,
  bytes: Uint8Array,
  constants: Record<string, string> = {},
  said: string[] = [],
): Promise<Found> {
  const sample = await readSample(bytes);
  const { map } = suggestColumnMap(sample, { zone: 'Europe/London', kind });
  const symbols = CURRENCY_SIGNS;
  const parsed = uploadedMapSchema.parse({ ...map, constants, numbers: { ...map.numbers, symbols } });
  const found = { orders: 0, tickets: 0, minor: 0, begins: new Set<string>(), faults: new Set<number>() };
  const lines = lineBlocksOfFile(once(bytes), parsed.file);
  const onFault = ({ row = 0, what }: DeliveryFault): void => {
    found.faults.add(row);
    said.push(what);
  };
  // Of whoever wrote it: amounts in another currency are no amounts of theirs.
  const isIn = (sign: string): boolean =>
    sample.rows.some((cells) => cells.some((cell) => typeof cell === 'string' && cell.includes(sign)));
  const currency = isIn('€') ? 'EUR' : isIn('$') ? 'USD' : 'GBP';
  const onWarning = ({ what }: DeliveryFault): void => {
    said.push(what);
  };
  const options = { currency, mostRecords: 1_000, onFault, onWarning };
  for await (const some of readUploaded(lines, parsed, options)) {
    for (const record of some) {
      if (record.kind === 'performance') found.begins.add(new Date(record.startsAt).toISOString().slice(0, 16));
      else if (record.kind === 'count') {
        found.tickets += record.tickets;
        found.minor += record.incomeMinor ?? 0;
      } else {
        found.orders += 1;
        found.tickets += record.tickets.length;
        for (const { totalMinor } of record.tickets) found.minor += totalMinor;
      }
    }
  }
  return { ...found, begins: [...found.begins].sort(), faults: [...found.faults] };
}

const text = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
const SALES = 'Order number,Order date,Event,Performance date,Ticket type,Amount';

describe('sales', () => {
  test.each<[string, Uint8Array, number, number, number, readonly string[]]>([
    [
      'of a theatre in Germany, with a byte order mark, semicolons and euros behind',
      Buffer.from(
        `\ufeff${text(
          'Bestellnummer;Bestelldatum;Veranstaltung;Vorstellung;Kartenart;Anzahl;Betrag',
          '4711;01.04.2025 10:00;Faust;13.05.2025 19:30;Normal;2;1.037,00 €',
          '4712;02.04.2025 11:00;Faust;13.05.2025 19:30;Ermäßigt;1;9,50 €',
        )}`,
      ),
      2,
      3,
      104_650,
      ['2025-05-13T18:30'],
    ],
    [
      'of a theatre in France, with months in words and 20h30',
      Buffer.from(
        text(
          'N° de commande;Date de commande;Spectacle;Date de la représentation;Tarif;Quantité;Montant TTC',
          '1;1 avril 2025 10:00;Le Cid;3 mai 2025 20h30;Plein tarif;2;40,00 €',
          '2;2 avr. 2025 11:00;Le Cid;3 mai 2025 20h30;Réduit;1;12,00 €',
        ),
      ),
      2,
      3,
      5_200,
      ['2025-05-03T19:30'],
    ],
    [
      'in UTF-16 with tabs',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(
          text(
            'Order ID\tOrder Date\tEvent Name\tEvent Date\tTicket Type\tTotal',
            'A1\t01/04/2025 10:00\tCafé Concert\t03/05/2025 19:30\tAdult\t12.50',
          ),
          'utf16le',
        ),
      ]),
      1,
      1,
      1_250,
      ['2025-05-03T18:30'],
    ],
    [
      'with days as the numbers of a spreadsheet',
      Buffer.from(text(SALES, '1,45748,Hamlet,45778.8125,Adult,20.00', '2,45749,Hamlet,45778.8125,Adult,12.50')),
      2,
      2,
      3_250,
      ['2025-05-01T18:30'],
    ],
    [
      'of an accountant, with the sign behind, a dash for nothing and the currency as a word',
      Buffer.from(
        text(
          SALES,
          '1,01/04/2025,Hamlet,01/05/2025 19:30,Adult,20.00 GBP',
          '2,01/04/2025,Hamlet,01/05/2025 19:30,Guest,£ -',
          '3,01/04/2025,Hamlet,01/05/2025 19:30,Child,5.00',
          '3,03/04/2025,Hamlet,01/05/2025 19:30,Child,5.00-',
        ),
      ),
      3,
      2,
      2_000,
      ['2025-05-01T18:30'],
    ],
    [
      'from the other side of the Atlantic',
      Buffer.from(
        text(
          SALES,
          '1,4/1/2025 3:15 PM,Hamlet,5/14/2025 7:30 PM,Adult,$20.00',
          '2,4/13/2025 10:00 AM,Hamlet,5/14/2025 7 PM,Adult,$20.00',
        ),
      ),
      2,
      2,
      4_000,
      ['2025-05-14T18:00', '2025-05-14T18:30'],
    ],
    [
      'with blank columns between, and commas behind',
      Buffer.from(
        text(
          'Order number,,Order date,,Event,Performance date,Ticket type,Amount,,',
          '1,,01/04/2025,,Hamlet,01/05/2025 19:30,Adult,20.00,,,,',
          ',,,,,,,,,,,',
        ),
      ),
      1,
      1,
      2_000,
      ['2025-05-01T18:30'],
    ],
    [
      'with what one ticket cost, how many they were, and a discount of the line',
      Buffer.from(
        text(
          'Order number,Order date,Event,Performance date,Qty,Unit price,Discount',
          '1,01/04/2025,Hamlet,01/05/2025 19:30,4,12.50,5.00',
          '2,01/04/2025,Hamlet,01/05/2025 19:30,3,10.00,',
          '2,03/04/2025,Hamlet,01/05/2025 19:30,-1,10.00,',
        ),
      ),
      2,
      6,
      6_500,
      ['2025-05-01T18:30'],
    ],
    [
      'of a form that asks how many of each type, one of them nobody',
      Buffer.from(
        text(
          'Booking ref,Booked on,Show,Date and time,Adults,Children,No. of concessions,Total paid',
          '1,01/04/2025 10:12,Panto,12/12/2025 14:00,2,3,,44.01',
          '2,02/04/2025 11:02,Panto,12/12/2025 14:00,1,,1,20.00',
        ),
      ),
      2,
      7,
      6_401,
      ['2025-12-12T14:00'],
    ],
    [
      'of a theatre in Spain',
      Buffer.from(
        text(
          'Localizador;Fecha de compra;Espectáculo;Fecha de la función;Tipo de entrada;Cantidad;Importe;Correo electrónico',
          'A1;1 de abril de 2025;Yerma;3 mayo 2025 20:30;Reducida;2;1.024,50 €;ana@correo.example',
        ),
      ),
      1,
      2,
      102_450,
      ['2025-05-03T19:30'],
    ],
    [
      'of a theatre in Italy',
      Buffer.from(
        text(
          'N. ordine;Data acquisto;Spettacolo;Data spettacolo;Tipo biglietto;Quantità;Importo;Cognome',
          'A1;1 aprile 2025;Tosca;3 maggio 2025 ore 20.30;Intero;2;40,00 €;Rossi',
        ),
      ),
      1,
      2,
      4_000,
      ['2025-05-03T19:30'],
    ],
    [
      'of a theatre in the Netherlands',
      Buffer.from(
        text(
          'Bestelnummer;Besteldatum;Voorstelling;Datum voorstelling;Aanvang;Kaartsoort;Aantal;Bedrag;Achternaam',
          'A1;1 april 2025;Freek;3 mei 2025;20.30 uur;CJP;2;40,00 €;de Vries',
          'A2;13 april 2025;Freek;4 mei 2025;20.30 uur;CJP;1;20,00 €;Jansen',
        ),
      ),
      2,
      3,
      6_000,
      ['2025-05-03T19:30', '2025-05-04T19:30'],
    ],
    ...(['Booked,Date', 'Date,Booked'] as const).map(
      (order): [string, Uint8Array, number, number, number, string[]] => {
        const days = order === 'Booked,Date' ? '1st Sept 2026,20/10/26' : '20/10/26,1st Sept 2026';
        return [
          `with a mere date and time of the performance, under “${order}”`,
          Buffer.from(
            text(
              `Booking ref,${order},Time,Performance,Type,Paid`,
              `A-1,${days},7.30pm,Hamlet,Adult,£20.00`,
              `A-1,${days},7.30pm,Hamlet,Comp,-`,
              `A-2,${days},7.30pm,Hamlet,Adult,£20.00`,
            ),
          ),
          ...([2, 3, 4_000] as const),
          ['2026-10-20T18:30'],
        ];
      },
    ),
  ])('%s', async (_, bytes, orders, tickets, minor, begins) => {
    expect(await read('sales', bytes)).toEqual({ orders, tickets, minor, begins, faults: [] });
  });

  test('with words where nothing was paid, which are counted; other words are not read', async () => {
    const line = (order: number, amount: string): string =>
      `${order},01/04/2025,Hamlet,01/05/2025 19:30,Adult,${amount}`;
    const amounts = ['20.00', 'FREE', 'Comp', 'complimentary', '(comp)', '-', 'tbc'];
    const said: string[] = [];
    const found = await read('sales', Buffer.from(text(SALES, ...amounts.map((one, at) => line(at, one)))), {}, said);
    expect(found).toMatchObject({ orders: 6, tickets: 6, minor: 2_000, faults: [8] });
    expect(said.at(-1)).toBe(
      '5 amounts of Amount are words or dashes, read as 0: “comp” (2), “free” (1), “complimentary” (1), “-” (1).',
    );
  });

  test('with an amount and no tickets, which does not go unseen', async () => {
    const said: string[] = [];
    const lines = ['1,01/04/2025,Hamlet,01/05/2025 19:30,2,25.00', '1,01/04/2025,Hamlet,01/05/2025 19:30,0,2.50'];
    const none = '2,01/04/2025,Hamlet,01/05/2025 19:30,0,0.00';
    const bytes = text('Order number,Order date,Event,Performance date,Qty,Amount', ...lines, none);
    expect(await read('sales', Buffer.from(bytes), {}, said)).toMatchObject({ tickets: 2, minor: 2_500, faults: [] });
    expect(said).toEqual(['The line has an amount, and 0 tickets in Qty. It is left out, with its amount.']);
  });

  test('with more taken off than the tickets cost, which is refused', async () => {
    const said: string[] = [];
    const bytes = text(
      'Order number,Order date,Event,Performance date,Type,Face value,Discount',
      '1,01/04/2025,Hamlet,01/05/2025 19:30,Adult,12.50,2.50',
      '2,01/04/2025,Hamlet,01/05/2025 19:30,Adult,12.50,20.00',
    );
    expect(await read('sales', Buffer.from(bytes), {}, said)).toMatchObject({ tickets: 1, minor: 1_000, faults: [3] });
    expect(said).toEqual(['The field Discount is more than the tickets of the line cost.']);
  });

  test('with merged cells, which leave the rows below the first without their value', async () => {
    const said: string[] = [];
    const merged = text(SALES, '1,01/04/2025,Hamlet,01/05/2025 19:30,Adult,20.00', '2,02/04/2025,,,Adult,20.00');
    expect(await read('sales', Buffer.from(merged), {}, said)).toMatchObject({ orders: 1, tickets: 1, faults: [3] });
    expect(said).toEqual([expect.stringContaining('Where cells are merged, only the first row has their value')]);
  });
});

describe('counts', () => {
  test('of a workbook with the day and the time in cells of their own', async () => {
    const texts = (...cells: readonly string[]): string =>
      cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');
    const sheet = `<sheetData><row>${texts('Event', 'Date', 'Time', 'Tickets')}</row>
      <row>${texts('Hamlet')}<c s="1"><v>46299</v></c><c s="2"><v>0.8125</v></c><c><v>120</v></c></row>
      <row>${texts('Macbeth')}<c s="1"><v>46300</v></c><c s="2"><v>0.583333333333333</v></c><c><v>80</v></c></row>
      <row>${texts('Othello')}<c s="1"><v>46301</v></c><c/><c><v>5</v></c></row></sheetData>`;
    const bytes = makeWorkbook({ sheet, formats: ['General', 'dd/mm/yyyy', 'hh:mm:ss'] });
    expect(await read('counts', bytes)).toMatchObject({
      tickets: 205,
      begins: ['2026-10-04T18:30', '2026-10-05T13:00', '2026-10-05T23:00'],
      faults: [],
    });
  });

  test('of a workbook in which some times are numbers, such as 1930', async () => {
    const row = (day: number, time: string): string =>
      `<row><c t="inlineStr"><is><t>Hamlet</t></is></c><c s="1"><v>${day}</v></c>${time}<c><v>10</v></c></row>`;
    const name = (header: string): string => `<c t="inlineStr"><is><t>${header}</t></is></c>`;
    const sheet = `<sheetData><row>${['Event', 'Date', 'Time', 'Tickets'].map(name).join('')}</row>
      ${row(46299, '<c s="2"><v>0.8125</v></c>')}${row(46300, '<c><v>1930</v></c>')}${row(46301, '<c><v>930</v></c>')}
      ${row(46302, '<c><v>7.3</v></c>')}</sheetData>`;
    const bytes = makeWorkbook({ sheet, formats: ['General', 'dd/mm/yyyy', 'hh:mm:ss'] });
    expect(await read('counts', bytes)).toMatchObject({
      tickets: 30,
      begins: ['2026-10-04T18:30', '2026-10-05T18:30', '2026-10-06T08:30'],
      faults: [5],
    });
  });

  test.each<[string, string, Record<string, string>, number, number, readonly string[]]>([
    [
      'with times of twelve hours as somebody types them',
      text(
        'Event,Date,Time,Tickets',
        'Hamlet,1 May 2025,7.30pm,50',
        'Hamlet,2 May 2025,2:30 pm,60',
        'Hamlet,3 May 2025,7pm,60',
      ),
      {},
      170,
      0,
      ['2025-05-01T18:30', '2025-05-02T13:30', '2025-05-03T18:00'],
    ],
    [
      'typed by several people, each writing days and times in a way of their own',
      text(
        'Event,Date,Time,Tickets',
        'Hamlet,01/05/2025,19:30,50',
        'Hamlet,2nd May 2025,7.30pm,60',
        'Hamlet,3/5/25,1430,10',
        'Hamlet,04/05/2025,20:00,10',
        'Hamlet,2025-05-14,2 pm,10',
      ),
      {},
      140,
      0,
      ['2025-05-01T18:30', '2025-05-02T18:30', '2025-05-03T13:30', '2025-05-04T19:00', '2025-05-14T13:00'],
    ],
    [
      'of a night that begins at 24:00',
      text('Event,Date,Time,Tickets', 'Late show,01/05/2025,24:00,50', 'Late show,14/05/2025,23:30,60'),
      {},
      110,
      0,
      ['2025-05-01T23:00', '2025-05-14T22:30'],
    ],
    [
      'of a museum by the day',
      text('Date,Visitors', '01/05/2025,340', '14/05/2025,"1,204"'),
      { event_name: 'Permanent collection' },
      1_544,
      0,
      ['2025-04-30T23:00', '2025-05-13T23:00'],
    ],
    [
      'of a museum by the month, with commas in its amounts',
      text('Month,Visitors,Admissions income', 'April 2025,8340,"£41,200.00"', 'May 2025,9120,"£44,310.00"'),
      { event_name: 'Permanent collection' },
      17_460,
      8_551_000,
      ['2025-03-31T23:00', '2025-04-30T23:00'],
    ],
    [
      'of a company on tour, with a venue on each line',
      text(
        'Show,Venue,Town,Date,Time,Tickets sold,Box office income',
        'Bone Dust,Corn Exchange,Newbury,1/5/2025,19:30,120,"£1,440.00"',
        'Bone Dust,Stahl Theatre,Oundle,14/5/2025,19:30,88,"£1,056.00"',
      ),
      {},
      208,
      249_600,
      ['2025-05-01T18:30', '2025-05-14T18:30'],
    ],
    [
      'of a museum by kinds of visitors, whose sum they are, with members among them',
      text(
        'Date,Adults,Children,Under 5s,Members,School groups,Takings',
        '01/05/2025,12,4,,2,-,96.00',
        '14/05/2025,22,14,1,0,31,"£1,044.00"',
      ),
      { event_name: 'Permanent collection' },
      86,
      114_000,
      ['2025-04-30T23:00', '2025-05-13T23:00'],
    ],
    [
      'of a museum by kinds of visitors, beside a total that is none of them',
      text('Date,Adults,Children,Total', '01/05/2025,12,4,16', '14/05/2025,22,14,36'),
      { event_name: 'Permanent collection' },
      52,
      0,
      ['2025-04-30T23:00', '2025-05-13T23:00'],
    ],
    [
      'of a museum in the Netherlands, with commas in each amount',
      text('Datum;Bezoekers;Opbrengst', '1 mei 2025;1.204;€ 3.612,50', '14 mei 2025;87;€ 261,00'),
      { event_name: 'Collectie' },
      1_291,
      387_350,
      ['2025-04-30T23:00', '2025-05-13T23:00'],
    ],
    [
      'of a house in Wales, under headings that were merged cells',
      text(
        ',,Gwerthiant,',
        'Digwyddiad,Dyddiad,Tocynnau a werthwyd,Incwm',
        'Dan y Wenallt,3 Gorffennaf 2025 19:30,120,1440.00',
        'Dan y Wenallt,4 Gorffennaf 2025 19:30,-,-',
      ),
      {},
      120,
      144_000,
      ['2025-07-03T18:30', '2025-07-04T18:30'],
    ],
    [
      'with days as the numbers of a spreadsheet beside their times, under “Performance”',
      text('Performance,Date,Time,Tickets,Income', 'Hamlet,46299,19:30,120,1440.00', 'Macbeth,46300,14:00,80,960.50'),
      {},
      200,
      240_050,
      ['2026-10-04T18:30', '2026-10-05T13:00'],
    ],
    [
      'with an event and a performance that is called by when it is',
      text('Performance,Event,Tickets,Income', '04/10/2026 19:30,Hamlet,120,1440.00'),
      {},
      120,
      144_000,
      ['2026-10-04T18:30'],
    ],
    [
      'of a theatre in Germany, with its weekdays and “Uhr”',
      text('Event;Datum;Anzahl;Betrag', 'Faust;So., 04.10.2026 19:30 Uhr;1.204;14.448,00 €'),
      {},
      1_204,
      1_444_800,
      ['2026-10-04T18:30'],
    ],
    [
      'with a euro of ISO-8859-15, which looks like another sign',
      text('Event,Date,Tickets,Income', 'Hamlet,14/05/2025 19:30,120,¤1440.00'),
      {},
      120,
      144_000,
      ['2025-05-14T18:30'],
    ],
    [
      'with the share of seats sold as a percentage',
      text('Event,Date,Sold,Capacity,% sold,Income', 'Hamlet,14/05/2025 19:30,120,400,30%,"£2,400.00"'),
      {},
      120,
      240_000,
      ['2025-05-14T18:30'],
    ],
  ])('%s', async (_, bytes, constants, tickets, minor, begins) => {
    expect(await read('counts', Buffer.from(bytes), constants)).toEqual({
      orders: 0,
      tickets,
      minor,
      begins,
      faults: [],
    });
  });

  test('a second table below the first is not mistaken for lines of it', async () => {
    const bytes = text(
      'Event,Date,Tickets sold,Income',
      'Hamlet,01/05/2025 19:30,120,2400.00',
      'Hamlet,14/05/2025 19:30,90,1800.00',
      'Hamlet,15/05/2025 19:30,90,1800.00',
      'Hamlet,16/05/2025 19:30,90,1800.00',
      ',,,',
      'Venue,Capacity,,',
      'Main House,400,,',
    );
    const { tickets, faults } = await read('counts', Buffer.from(bytes));
    expect(tickets).toBe(390);
    expect(faults).toEqual([7, 8]);
  });
});
