/** Invented titles, with the names that some have in another language of the feed. */
interface Title {
  readonly name: string;
  readonly genre: string;
}

export const PLAYS: readonly Title[] = [
  { name: 'The Weir-Keeper’s Daughter', genre: 'theatre' },
  { name: 'Nine Lamps on Mill Street', genre: 'theatre' },
  { name: 'Oisín & the Long Way Home', genre: 'Theatre' },
  { name: 'A Quarrel of Rooks', genre: 'theatre' },
  { name: 'Philomena’s Last Dispatch', genre: 'Theatre' },
  { name: 'The Flax Year', genre: 'theatre' },
  { name: 'Letters to Ballyrowan (Part One)', genre: '' },
];

export const CONCERTS: readonly Title[] = [
  { name: 'The Lowland Reelers', genre: 'Music' },
  { name: 'Sligo Strings: “Winter, Slowly”', genre: 'music' },
  { name: 'County Brass & Voices', genre: 'Music' },
  { name: 'Marguerite Ó Dálaigh Trio', genre: 'Jazz' },
  { name: 'SALT/WATER', genre: 'Music' },
  { name: 'Ceol an Tobair', genre: 'Traditional Music' },
];

export const COMEDIES: readonly Title[] = [
  { name: 'Dermot Quirke: Mostly Harmless, Partly Damp', genre: 'Comedy' },
  { name: 'The Improvised Parish Council', genre: 'comedy' },
  { name: 'Three Nuns Walk into a Bar <work in progress>', genre: 'Comedy' },
];

export const FILMS: readonly Title[] = [
  { name: 'THE QUIET SLUICE', genre: 'film' },
  { name: 'Harbour Lights at Four', genre: 'film' },
  { name: 'PAPER ISLANDS', genre: 'film' },
  { name: 'Ottoline and the Bear', genre: 'Animated Film' },
  { name: 'LE DERNIER BAC', genre: 'film' },
  { name: 'Turf', genre: 'Documentary' },
  { name: 'THE CARTOGRAPHER’S WIFE', genre: 'film' },
  { name: 'Small Hours', genre: 'film' },
];

export const PANTOMIMES: readonly string[] = [
  'Cinderella of the Canal',
  'Aladdin and the Lamp-Post',
  'Jack and the Giant Leek',
  'Snow White in Mullinabeg',
  'Puss in Wellingtons',
];

/** Names for generated shows beside plain ones: markup, an end of CDATA, right-to-left, very long. */
export const HOSTILE_NAMES: readonly string[] = [
  'Brackets ]]> and Beyond',
  '<![CDATA[ A Play ]]>',
  "Robert'); DROP TABLE shows;--",
  '=HYPERLINK("http://example.org","click")',
  '&amp; Sons &lt;Live&gt;',
  'أمسية شعرية',
  '能と狂言',
  'Cafe\u0301 Concert (de\u0301composed)',
  '🎭 Emoji Night 👨‍👩‍👧‍👦',
  `The ${'very, '.repeat(60)}long title`,
];

/** Names by locale where a show has one; the feed falls back to its own name otherwise. */
export const TRANSLATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cy-CY': {
    'The Weir-Keeper’s Daughter': 'Merch Ceidwad y Gored',
    'A Quarrel of Rooks': 'Ffrae’r Ydfrain',
    'Ottoline and the Bear': 'Ottoline a’r Arth',
    'Harbour Lights at Four': 'Goleuadau’r Harbwr am Bedwar',
  },
  'ga-IE': {
    'Oisín & the Long Way Home': 'Oisín agus an Bealach Fada Abhaile',
    'The Flax Year': 'Bliain an Lín',
    Turf: 'Móin',
    'County Brass & Voices': 'Prás agus Guthanna an Chontae',
  },
};
