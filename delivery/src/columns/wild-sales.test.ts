// Each is read by what is proposed for it, without a word of anybody's.
import { describe, expect, test } from 'vitest';
import { read, text } from './wild-files-for-tests.ts';

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
