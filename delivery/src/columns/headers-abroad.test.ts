import { expect, test } from 'vitest';
import { guessFields } from './header-guesses.ts';
import { personalByName } from './looks-personal.ts';
import { normalHeader } from './normal-header.ts';

test.each([
  ['N° de commande', 'order_id'],
  ['Réservation', 'order_id'],
  ['Date de commande', 'placed_at'],
  ['Spectacle', 'event_name'],
  ['Date de la représentation', 'starts_at'],
  ['Tarif', 'ticket_type'],
  ['Montant TTC', 'ticket_total'],
  ['Quantité', 'quantity'],
  ['Nombre de billets', 'quantity'],
  ['Salle', 'venue_name'],
  ['Code postal', 'customer_postcode'],
  ['Bestellnummer', 'order_id'],
  ['Buchungsnr.', 'order_id'],
  ['Bestelldatum', 'placed_at'],
  ['Veranstaltung', 'event_name'],
  ['Vorstellung', 'starts_at'],
  ['Ermäßigung', 'ticket_type'],
  ['Betrag', 'ticket_total'],
  ['Anzahl', 'quantity'],
  ['Gebühren', 'charges'],
  ['Spielstätte', 'venue_name'],
  ['PLZ', 'customer_postcode'],
  ['Rhif archeb', 'order_id'],
  ['Dyddiad archebu', 'placed_at'],
  ['Digwyddiad', 'event_name'],
  ['Dyddiad y perfformiad', 'starts_at'],
  ['Math o docyn', 'ticket_type'],
  ['Cyfanswm', 'ticket_total'],
  ['Nifer o docynnau', 'quantity'],
  ['Cod post', 'customer_postcode'],
  ['Nº de pedido', 'order_id'],
  ['Fecha de compra', 'placed_at'],
  ['Función', 'starts_at'],
  ['Butaca', 'seat'],
  ['Precio unitario', 'price'],
  ['Número de entradas', 'quantity'],
  ['Codice prenotazione', 'order_id'],
  ['Data di acquisto', 'placed_at'],
  ['Tariffa', 'ticket_type'],
  ['Totale pagato', 'ticket_total'],
  ['Numero biglietti', 'quantity'],
  ['Boekingsnummer', 'order_id'],
  ['Geboekt op', 'placed_at'],
  ['Prijscategorie', 'ticket_type'],
  ['Prijs per stuk', 'price'],
  ['Aantal kaarten', 'quantity'],
])('%s of a file of sales is taken for %s', (header, field) => {
  expect(guessFields(normalHeader(header), 'sales')[0]).toBe(field);
});

test.each([
  ['Fréquentation', 'tickets'],
  ['Nombre d’entrées', 'tickets'],
  ['Recette', 'income'],
  ['Jauge', 'capacity'],
  ['Besucherzahl', 'tickets'],
  ['Umsatz', 'income'],
  ['Datum', 'starts_at'],
  ['Ymwelwyr', 'tickets'],
  ['Incwm', 'income'],
  ['Dyddiad', 'starts_at'],
  ['Asistencia', 'tickets'],
  ['Recaudación', 'income'],
  ['Aforo', 'capacity'],
  ['Presenze', 'tickets'],
  ['Incasso lordo', 'income'],
  ['Capienza', 'capacity'],
  ['Aantal bezoekers', 'tickets'],
  ['Omzet', 'income'],
  ['Zaal', 'venue_name'],
])('%s of a file of counts is taken for %s', (header, field) => {
  expect(guessFields(normalHeader(header), 'counts')[0]).toBe(field);
});

test.each([
  'Nom',
  'Prénom',
  'Courriel',
  'Téléphone',
  'Adresse',
  'Date de naissance',
  'Vorname',
  'Nachname',
  'Straße',
  'Geburtsdatum',
  'Enw',
  'Cyfeiriad',
  'Ffôn',
  'E-bost',
  'Nodiadau',
  'Nombre y apellidos',
  'Correo electrónico',
  'Móvil',
  'Dirección',
  'Población',
  'Observaciones',
  'Nome e cognome',
  'Indirizzo',
  'Cellulare',
  'Codice fiscale',
  'Naam besteller',
  'Voorletters',
  'E-mailadres',
  'Straat',
  'Opmerkingen',
])('%s is said to hold something about people', (header) => {
  expect(personalByName(normalHeader(header))).not.toBeNull();
});

test('a house’s own words are none about people', () => {
  for (const header of [
    ...['Nom du spectacle', 'Spielstätte', 'Titel', 'Tarif', 'Karten', 'Lleoliad', 'Nombre del espectáculo'],
    ...['Título', 'Visitantes', 'Nome evento', 'Posto', 'Naam voorstelling', 'Bezoekers', 'Zaal', 'Capacity', 'Cap'],
  ])
    expect(personalByName(normalHeader(header))).toBeNull();
});
