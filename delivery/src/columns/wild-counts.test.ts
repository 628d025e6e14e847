// Each is read by what is proposed for it, without a word of anybody's.
import { describe, expect, test } from 'vitest';
import { read, text } from './wild-files-for-tests.ts';
import { makeWorkbook } from './xlsx/zip-for-tests.ts';

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
