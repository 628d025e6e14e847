// Names of columns in the reports of box offices whose users read French, German or Welsh. Written without accents, and ss for ß.
import type { FieldName } from './fields.ts';
import { HEADERS_FURTHER_ABROAD, PERSONAL_FURTHER_ABROAD } from './headers-further-abroad.ts';

type Rules = readonly (readonly [RegExp, FieldName])[];

/** A normal header without its accents. */
export function withoutAccents(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[’`´]/g, "'")
    .replaceAll('°', 'o')
    .replaceAll('º', 'o');
}

const ORDERS: Rules = [
  [
    /^(?:(?:no|num|numero|ref|reference|id)\.? ?(?:de (?:la )?|d')?)?(?:commande|reservation|dossier|transaction|vente)$|^reference$/,
    'order_id',
  ],
  [
    /^(?:bestell|auftrags|buchungs|vorgangs|beleg|rechnungs)(?:ungs)?-?(?:nummer|nr\.?|id)$|^(?:bestellung|auftrag|buchung|vorgang)$/,
    'order_id',
  ],
  [/^(?:rhif (?:yr )?archeb|archeb|cyfeirnod)$/, 'order_id'],
  [
    /^(?:(?:no|numero|id)\.? ?(?:de |du )?billet|code[ -]?barres?)$|^(?:ticket|karten)-?(?:nummer|nr\.?|id)$|^rhif (?:y )?tocyn$/,
    'ticket_id',
  ],
  [
    /^(?:no|numero|id)\.? ?(?:de (?:la )?)?(?:seance|representation)$|^(?:vorstellungs|termin|auffuhrungs)-?(?:nummer|nr\.?|id)$/,
    'performance_id',
  ],
  [/^date (?:de (?:la )?|d')(?:commande|reservation|vente|achat)$|^(?:vendu|achete|reserve|commande) le$/, 'placed_at'],
  [
    /^(?:bestell|verkaufs|buchungs|kauf|auftrags)-?(?:datum|zeit|zeitpunkt)$|^(?:gekauft|bestellt|gebucht|verkauft) am$|^datum (?:der )?(?:bestellung|buchung)$/,
    'placed_at',
  ],
  [/^dyddiad (?:yr )?(?:archeb(?:u)?|gwerthu|prynu)$/, 'placed_at'],
  [/^(?:modifie le|date de modification)$|^(?:geandert am|anderungsdatum)$/, 'changed_at'],
  [
    /^(?:canal(?: de vente)?|point de vente)$|^(?:vertriebsweg|(?:verkaufs|vertriebs)?kanal|verkaufsstelle)$|^sianel(?: werthu)?$/,
    'channel',
  ],
  [/^(?:devise|monnaie)$|^wahrung$|^arian cyfred$/, 'currency'],
  [
    /^(?:montant|total) (?:de (?:la )?)?(?:commande|reservation)$|^(?:bestell|auftrags|buchungs)(?:summe|betrag|wert)$/,
    'order_total',
  ],
  [/^dons?$|^spenden?$|^rhodd(?:ion)?$/, 'donations'],
  [
    /^frais(?: (?:de |d')(?:reservation|dossier|port|gestion|service|envoi))?$|^(?:(?:vvk|vorverkaufs|buchungs|versand|system)-?)?gebuhr(?:en)?$/,
    'charges',
  ],
  [/^(?:no|numero|id|code)\.? ?(?:de |du )?client$|^kunden?-?(?:nummer|nr\.?|id)$|^rhif (?:y )?cwsmer$/, 'customer_id'],
  [/^(?:code postal|cp)$|^(?:plz|postleitzahl)$|^cod post$/, 'customer_postcode'],
  [/^pays$|^land$|^gwlad$/, 'customer_country'],
  [
    /^(?:tarif|type (?:de |du )?(?:billet|tarif)|categorie(?: de (?:prix|tarif)| tarifaire)?)$|^(?:karten|ticket|preis)-?(?:art|typ|kategorie|gruppe|stufe)$|^(?:ermassigung|kategorie)$|^math (?:o |y |ar )?(?:docyn|tocyn)$/,
    'ticket_type',
  ],
  [/^(?:(?:no|numero) (?:de )?)?(?:place|siege|fauteuil)$|^(?:sitz)?platz$|^sitz$|^sedd$/, 'seat'],
  [/^(?:code promo|offre)$|^(?:aktion|gutschein)(?:scode)?$|^cynnig$/, 'offer'],
  [/^(?:prix(?: unitaire)?|plein tarif)$|^(?:(?:einzel|grund|karten|normal)?preis)$|^pris$/, 'price'],
  [/^(?:remise|reduction|rabais)$|^(?:rabatt|nachlass)$|^gostyngiad$/, 'discount'],
  [
    /^(?:montant|total|prix)(?: (?:ttc|paye|regle|encaisse))?$|^(?:betrag|summe|gesamt(?:preis|betrag)?|endpreis|bezahlt|erlos)$|^(?:cyfanswm|swm)(?: a dalwyd)?$/,
    'ticket_total',
  ],
  [/^(?:statut|etat)$|^(?:bestell|ticket)status$|^statws$/, 'ticket_status'],
  [
    /^(?:quantite|qte|(?:nombre|nb\.?) (?:de )?(?:billets|places)|billets)$|^(?:anzahl|menge|karten|stuckzahl)$|^(?:nifer(?: (?:o )?(?:docynnau|tocynnau))?|tocynnau)$/,
    'quantity',
  ],
];

const NAMED: Rules = [
  [
    /^(?:(?:nom|titre) (?:du |de l'|de la )?)?(?:spectacle|evenement|manifestation|exposition|concert)$|^titre$|^(?:veranstaltung(?:stitel|sname)?|stuck|titel|produktion|ausstellung)$|^(?:enw'?r? (?:y )?)?(?:digwyddiad|sioe|cynhyrchiad|arddangosfa)$|^teitl$/,
    'event_name',
  ],
  [
    /^(?:(?:nom (?:du |de la )?)?(?:lieu|salle|theatre))$|^(?:spielstatte|ort|veranstaltungsort|saal|haus|buhne)$|^(?:lleoliad|theatr|canolfan|neuadd)$/,
    'venue_name',
  ],
  [
    /^(?:date(?: et heure)? (?:de (?:la |l')?|du )?)?(?:representation|seance|spectacle)$|^date(?: et heure)? (?:de l'|d')evenement$|^(?:debut|heure(?: de (?:debut|la seance))?)$|^(?:vorstellung(?:sdatum|stermin|sbeginn)?|termin|veranstaltungs(?:datum|beginn|termin)|beginn|auffuhrung(?:sdatum)?|datum der (?:vorstellung|veranstaltung)|uhrzeit|zeit)$|^dyddiad (?:y |yr )?(?:perfformiad|digwyddiad|sioe)$|^(?:perfformiad|amser)$/,
    'starts_at',
  ],
];

const DATE = /^(?:date|datum|dyddiad|jour|tag)$/;

const PERFORMANCES: Rules = [
  ...ORDERS.filter(([, field]) => field === 'performance_id'),
  ...NAMED,
  [DATE, 'starts_at'],
  [/^(?:jauge|capacite)$|^(?:kapazitat|platze)$|^capasiti$/, 'capacity'],
  [/^annulee?$|^(?:abgesagt|ausgefallen)$|^wedi(?:'i)? (?:ei )?ganslo$/, 'cancelled'],
];

const COUNTS: Rules = [
  ...PERFORMANCES,
  [
    /^(?:(?:nombre |nb\.? )?(?:de |d')?(?:entrees|visiteurs|spectateurs|visites|billets(?: vendus)?|places vendues)|frequentation)$|^(?:besucher(?:zahl(?:en)?)?|zuschauer(?:zahl)?|eintritte|(?:verkaufte )?(?:karten|tickets)|anzahl)$|^(?:tocynnau(?: a werthwyd)?|ymwelwyr|cynulleidfa|nifer(?: (?:yr |o )?ymwelwyr)?)$/,
    'tickets',
  ],
  [
    /^(?:recettes?|chiffre d'affaires|ca|montant)(?: (?:ttc|brute?))?$|^(?:(?:brutto|netto)?(?:einnahmen?|umsatz|erlose?)(?: (?:brutto|netto))?|betrag)$|^(?:incwm|refeniw|swm)$/,
    'income',
  ],
  [/^date de vente$|^verkaufs(?:datum|tag)$|^dyddiad gwerthu$/, 'counted_on'],
  ...ORDERS.filter(([, field]) => field === 'currency'),
];

const SALES: Rules = [...ORDERS, ...NAMED, [DATE, 'placed_at']];

/** By the kind of records. */
export const HEADERS_ABROAD = {
  orders: [...ORDERS, ...HEADERS_FURTHER_ABROAD.orders],
  performances: [...PERFORMANCES, ...HEADERS_FURTHER_ABROAD.performances],
  sales: [...SALES, ...HEADERS_FURTHER_ABROAD.sales],
  events: [...PERFORMANCES, ...HEADERS_FURTHER_ABROAD.events],
  counts: [...COUNTS, ...HEADERS_FURTHER_ABROAD.counts],
} as const;

/** What a price alone is called: see `withPaid`. */
export const PRICE_ABROAD = /^(?:prix|preis|kartenpreis|pris|precio|pvp|prezzo|(?:kaart|ticket)?prijs)$/;

/** Words that name a person or how to reach one. */
export const PERSONAL_ABROAD: readonly (readonly [RegExp, string])[] = [
  [/\b(?:courriel|correo|adresse (?:e[- ]?mail|electronique)|e[- ]?bost)\b/, 'e-mail addresses'],
  [
    /\b(?:telephone|portable|telefon(?:nummer)?|rufnummer|telefoon(?:nummer)?|telefono|movil|handy(?:nummer)?|mobilnummer|ffon)\b/,
    'telephone numbers',
  ],
  [/\b(?:code postal|plz|postleitzahl|cod post)\b/, 'postcodes'],
  [
    /\b(?:adresse|anschrift|adres|woonplaats|direccion|indirizzo|rue|ville|strasse|hausnummer|wohnort|stadt|cyfeiriad|stryd|tref)\b/,
    'addresses',
  ],
  [
    /\b(?:date de naissance|naissance|sexe|civilite|geburts(?:datum|tag)|geschlecht|dyddiad geni|rhywedd|geboortedatum|fecha de nacimiento|data di nascita)\b/,
    'personal characteristics',
  ],
  [
    /^(?:nom|prenom|nom (?:de famille|du client|complet|et prenom)|vorname|nachname|familienname|anrede|kundenname|name des kunden|enw(?: (?:cyntaf|olaf|llawn|(?:y )?cwsmer))?|cyfenw|nombre|cognome)$|\b(?:prenom|vorname|nachname|cyfenw|voornaam|achternaam|apellidos?)\b/,
    'names of people',
  ],
  [
    /^(?:client|acheteur|spectateur|ansprechpartner(?:in)?|kunde|kaufer|besteller|kontakt|mitarbeiter|cwsmer|prynwr)$/,
    'names of people',
  ],
  [
    /\b(?:commentaires?|remarques?|bemerkung(?:en)?|anmerkung(?:en)?|notiz(?:en)?|kommentar|nodiadau|sylwadau)\b/,
    'free text, which may be about people',
  ],
  ...PERSONAL_FURTHER_ABROAD,
];
