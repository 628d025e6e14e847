// Names of columns in the reports of box offices whose users read Spanish, Italian or Dutch. Written without accents.
import type { FieldName } from './fields.ts';

type Rules = readonly (readonly [RegExp, FieldName])[];

const ORDERS: Rules = [
  [
    /^(?:(?:no|n\.?|num|numero|ref|referencia|codigo|id)\.? ?(?:de(?: la|l)? )?)?(?:pedido|reserva|compra|transaccion)$|^(?:referencia|localizador)$/,
    'order_id',
  ],
  [
    /^(?:(?:no|n|num|numero|rif|codice|id)\.? ?(?:di |dell[a']? ?)?)?(?:ordine|prenotazione|transazione)$|^riferimento$/,
    'order_id',
  ],
  [
    /^(?:bestel|order|boekings|reserverings|transactie|factuur)-?(?:nummer|nr\.?|id)$|^(?:bestelling|boeking|reservering)$/,
    'order_id',
  ],
  [
    /^(?:no|num|numero|codigo|id)\.? ?(?:de (?:la )?)?(?:entrada|localidad|ticket)$|^codigo de barras$|^(?:no|n|numero|codice|id)\.? ?(?:di |del )?biglietto$|^codice a barre$|^(?:kaart|ticket)-?(?:nummer|nr\.?|id)$|^streepjescode$/,
    'ticket_id',
  ],
  [
    /^(?:no|numero|codigo|id)\.? ?(?:de (?:la )?)?(?:funcion|sesion|pase)$|^(?:no|n|numero|codice|id)\.? ?(?:dell[oa] |di )?(?:replica|recita)$|^voorstellings-?(?:nummer|nr\.?|id)$/,
    'performance_id',
  ],
  [
    /^fecha(?: y hora)? (?:de (?:la )?|del )?(?:compra|venta|pedido|reserva|operacion)$|^(?:comprado|vendido|reservado) el$/,
    'placed_at',
  ],
  [
    /^data(?: e ora)? (?:di |dell[a']? ?|d')?(?:ordine|acquisto|vendita|prenotazione|transazione|emissione)$|^(?:acquistato|venduto|prenotato) il$/,
    'placed_at',
  ],
  [
    /^(?:bestel|verkoop|boekings|aankoop|reserverings|order)-?(?:datum|tijd|tijdstip|moment)$|^(?:besteld|gekocht|geboekt|verkocht|gereserveerd) op$|^datum (?:van )?(?:de )?(?:bestelling|aankoop|boeking|reservering|verkoop)$/,
    'placed_at',
  ],
  [
    /^(?:modificado el|fecha de modificacion)$|^(?:modificato il|data di modifica)$|^(?:gewijzigd op|wijzigingsdatum)$/,
    'changed_at',
  ],
  [
    /^(?:canal de venta|punto de venta)$|^(?:canale(?: di vendita)?|punto vendita)$|^(?:(?:verkoop)?kanaal|verkooppunt)$/,
    'channel',
  ],
  [/^(?:moneda|divisa)$|^(?:valuta|munteenheid)$/, 'currency'],
  [
    /^(?:total|importe) (?:de (?:la )?|del )?(?:compra|pedido|reserva)$|^(?:totale|importo) (?:dell[a']? ?|di )?(?:ordine|prenotazione)$|^(?:order|bestel|boekings)-?(?:bedrag|totaal|waarde)$|^totaal (?:van de )?(?:bestelling|order)$/,
    'order_total',
  ],
  [/^(?:donativos?|donacion(?:es)?)$|^donazion[ei]$|^(?:donaties?|giften?)$/, 'donations'],
  [
    /^(?:gastos(?: de (?:gestion|envio))?|comision(?:es)?)$|^(?:commission[ei]|diritti(?: di prevendita)?|prevendita)$|^(?:(?:service|reserverings|boekings|administratie|transactie|verzend)-?kosten|toeslag)$/,
    'charges',
  ],
  [
    /^(?:no|num|numero|codigo|id)\.? ?(?:de(?:l)? )?(?:cliente|socio|comprador)$|^(?:n|codice)\.? ?(?:del )?cliente$|^klant-?(?:nummer|nr\.?|id)$/,
    'customer_id',
  ],
  [/^(?:codigo postal|c\.p\.?)$|^(?:cap|codice postale)$/, 'customer_postcode'],
  [/^pais$|^(?:paese|nazione)$/, 'customer_country'],
  [
    /^(?:tipo (?:de )?(?:entrada|localidad|tarifa|precio|ticket)|tarifa|categoria)$|^(?:tipo (?:di )?(?:biglietto|tariffa|ingresso)|tariffa|tipologia|riduzione)$|^(?:(?:kaart|ticket|prijs|tarief)-?(?:soort|type|categorie)|tarief|soort (?:kaart|ticket)|rang)$/,
    'ticket_type',
  ],
  [
    /^(?:butaca|asiento|localidad|fila y (?:butaca|asiento))$|^(?:posto|poltrona)$|^(?:stoel(?:nummer)?|zitplaats)$/,
    'seat',
  ],
  [
    /^(?:promocion|oferta|cupon|codigo (?:promocional|de descuento))$|^(?:promozione|codice (?:promo|sconto))$|^(?:aanbieding|actiecode|kortingscode)$/,
    'offer',
  ],
  [
    /^(?:precio(?: unitario| (?:de la |por )?entrada)?|pvp)$|^prezzo(?: unitario| intero| (?:del )?biglietto)?$|^(?:(?:kaart|ticket|stuk|eenheids)?-?prijs|prijs per (?:stuk|kaart|ticket))$/,
    'price',
  ],
  [/^descuento$|^sconto$|^korting(?:sbedrag)?$/, 'discount'],
  [
    /^(?:importe(?: total| pagado| cobrado)?|total pagado|pagado|precio total)$|^(?:importo(?: totale| pagato)?|totale(?: pagato)?|pagato|prezzo totale)$|^(?:(?:totaal|regel|eind)?bedrag|totaal(?:prijs)?|betaald(?: bedrag)?)$/,
    'ticket_total',
  ],
  [/^estado$|^stato$|^(?:bestel|order|ticket)status$/, 'ticket_status'],
  [
    /^(?:cantidad|(?:no|n\.?o?|num\.?|numero) (?:de )?(?:entradas|localidades|tickets)|entradas(?: vendidas)?)$|^(?:quantita|q\.?ta|(?:no|n\.?|num\.?|numero) (?:di )?(?:biglietti|posti|ingressi)|biglietti(?: venduti)?)$|^(?:aantal(?: (?:kaarten|tickets|plaatsen|personen|stuks|kaartjes))?|kaart(?:en|jes)(?: verkocht)?|verkochte (?:kaarten|tickets))$/,
    'quantity',
  ],
];

const NAMED: Rules = [
  [
    /^(?:(?:nombre|titulo) (?:del? (?:la )?)?)?(?:espectaculo|evento|obra|concierto|exposicion|pelicula)$|^titulo$|^(?:(?:nome|titolo) (?:dell[oa'] ?|del )?)?(?:evento|spettacolo|mostra|concerto)$|^titolo$|^(?:naam (?:van (?:de |het )?)?)?(?:voorstelling|evenement|activiteit|tentoonstelling|productie)$|^(?:voorstellings|evenement)-?(?:naam|titel)$/,
    'event_name',
  ],
  [
    /^(?:lugar|recinto|sala|teatro|espacio|sede)$|^(?:luogo|spazio)$|^(?:locatie|zaal|theater(?:zaal)?|podium)$/,
    'venue_name',
  ],
  [
    /^(?:fecha|hora|fecha y hora) (?:de (?:la )?|del )?(?:funcion|sesion|espectaculo|evento|pase|representacion|inicio)$|^(?:fecha y hora|hora|inicio|comienzo|funcion|sesion|pase)$/,
    'starts_at',
  ],
  [
    /^(?:data|ora|orario|data e ora) (?:dell[oa'] ?|di |d')?(?:spettacolo|evento|replica|recita|inizio)$|^(?:data e ora|inizio|ora|orario|replica|recita)$/,
    'starts_at',
  ],
  [
    /^(?:voorstellings|aanvangs|speel|start|begin|evenement)-?(?:datum|tijd|tijdstip)$|^datum (?:van )?(?:de |het )?(?:voorstelling|evenement|activiteit)$|^(?:datum en tijd|aanvang|begint?|tijd|tijdstip)$/,
    'starts_at',
  ],
];

const DATE = /^(?:fecha|dia|data|giorno|dag)$/;

const PERFORMANCES: Rules = [
  ...ORDERS.filter(([, field]) => field === 'performance_id'),
  ...NAMED,
  [DATE, 'starts_at'],
  [/^(?:aforo|capacidad)$|^capienza$|^capaciteit$/, 'capacity'],
  [/^(?:cancelad[oa]|anulad[oa])$|^annullat[oa]$|^(?:geannuleerd|afgelast)$/, 'cancelled'],
];

const COUNTS: Rules = [
  ...PERFORMANCES,
  [/^(?:mes|mese|maand)$/, 'starts_at'],
  [
    /^(?:(?:no|numero) (?:de )?)?(?:entradas(?: vendidas)?|espectadores|asistentes|visitantes|visitas|publico)$|^asistencia$|^(?:numero (?:di )?)?(?:ingressi|spettatori|visitatori|presenze|biglietti(?: venduti| emessi)?)$|^(?:affluenza|totale)$|^(?:aantal )?(?:bezoekers?(?:aantal(?:len)?)?|bezoeken|toeschouwers|verkochte (?:kaarten|tickets)|kaarten(?: verkocht)?)$|^(?:aantal|totaal)$/,
    'tickets',
  ],
  [
    /^(?:ingresos?|recaudacion|importe|taquilla)(?: (?:brut[oa]s?|net[oa]s?|totale?s?))?$|^(?:incass[oi]|ricav[oi]|importo)(?: (?:lord[oi]|nett[oi]|totale))?$|^(?:(?:bruto|netto) ?-?)?(?:omzet|opbrengst(?:en)?|inkomsten|bedrag)$/,
    'income',
  ],
  [/^fecha de venta$|^data (?:di )?vendita$|^verkoop-?datum$/, 'counted_on'],
  ...ORDERS.filter(([, field]) => field === 'currency'),
];

/** By the kind of records. */
export const HEADERS_FURTHER_ABROAD = {
  orders: ORDERS,
  performances: PERFORMANCES,
  sales: [...ORDERS, ...NAMED, [DATE, 'placed_at']],
  events: PERFORMANCES,
  counts: COUNTS,
} as const satisfies Record<string, Rules>;

/** Words that name a person or how to reach one. */
export const PERSONAL_FURTHER_ABROAD: readonly (readonly [RegExp, string])[] = [
  [/\b(?:posta elettronica|e[- ]?mail[- ]?adres(?:sen)?)\b/, 'e-mail addresses'],
  [/\b(?:cellulare|mobiel(?:e nummer|nummer)?|gsm(?:[- ]?nummer)?)\b/, 'telephone numbers'],
  [/\b(?:codigo postal|codice postale)\b/, 'postcodes'],
  [
    /\b(?:domicilio|calle|ciudad|poblacion|provincia|municipio|citta|comune|straat(?:naam)?|huisnummer|stad|gemeente)\b/,
    'addresses',
  ],
  [
    /\b(?:sexo|genero|edad|dni|nif|pasaporte|sesso|genere|codice fiscale|geslacht|leeftijd|bsn)\b|^eta$/,
    'personal characteristics',
  ],
  [
    /^(?:nombre (?:completo|y apellidos?|del? (?:cliente|comprador|titular))|tratamiento)$|^(?:nome(?: (?:e cognome|completo|del cliente|utente))?|nominativo|intestatario)$|^(?:naam(?: (?:klant|besteller|koper|bezoeker))?|volledige naam|tussenvoegsels?|roepnaam|voorletters?|klantnaam|aanhef)$/,
    'names of people',
  ],
  [
    /^(?:cliente|comprador|titular|asistente|espectador|socio|taquillero|vendedor|usuario)$|^(?:acquirente|spettatore|utente|operatore|cassiere)$|^(?:klant|koper|bezoeker|contactpersoon|medewerker)$/,
    'names of people',
  ],
  [/\b(?:tarjeta|numero de cuenta|carta di credito|rekening(?:nummer)?)\b/, 'payment details'],
  [
    /\b(?:observaciones|comentarios?|notas?|osservazioni|commenti|opmerking(?:en)?|notities|toelichting)\b/,
    'free text, which may be about people',
  ],
  [/\b(?:consentimiento|privacidad|consenso|toestemming|nieuwsbrief)\b/, 'what people agreed to'],
];
