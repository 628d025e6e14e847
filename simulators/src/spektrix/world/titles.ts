/** Titles of the demo's programme: old plays, and names that break careless software. */
interface Title {
  readonly name: string;
  readonly genre: string;
}

export const DRAMAS: readonly Title[] = [
  { name: 'An Inspector Calls', genre: 'Drama' },
  { name: 'Blithe Spirit', genre: 'Comedy' },
  { name: 'Twelfth Night', genre: 'Drama' },
  { name: 'The Importance of Being Earnest', genre: 'Comedy' },
  { name: 'Hedda Gabler', genre: 'Drama' },
  { name: 'A Doll’s House', genre: 'Drama' },
  { name: 'Under Milk Wood / Dan y Wenallt', genre: 'Drama' },
  { name: 'The Playboy of the Western World', genre: 'Drama' },
  { name: 'Much Ado About Nothing', genre: 'Drama' },
  { name: 'She Stoops to Conquer; or, The Mistakes of a Night', genre: 'Comedy' },
];

export const TOURS: readonly Title[] = [
  { name: 'Swan Lake', genre: 'Dance' },
  { name: 'La Bohème', genre: 'Opera' },
  { name: 'Y Mabinogi: Branwen, ferch Llŷr', genre: 'Drama' },
  { name: 'Oisín i dTír na nÓg', genre: 'Drama' },
  { name: 'Carmen', genre: 'Opera' },
  { name: 'The Snow Queen ❄️', genre: 'Family' },
  { name: 'The Wind in the Willows', genre: 'Family' },
  { name: 'Les Misères: "A Burlesque"', genre: 'Musical' },
];

export const ONE_NIGHTERS: readonly Title[] = [
  { name: 'An Evening with the Brass Band', genre: 'Music' },
  { name: "O'Brien & Ó Briain: Stand-Up; DROP TABLE tickets; --", genre: 'Comedy' },
  { name: 'Comedy Club', genre: 'Comedy' },
  { name: 'Café Society Big Band', genre: 'Music' },
  { name: '能と狂言 (Noh and Kyōgen)', genre: 'Dance' },
  { name: 'أمسية شعرية (An Evening of Poetry)', genre: 'Spoken Word' },
  { name: 'Folk by the River', genre: 'Music' },
  { name: 'Lunchtime Organ: Bach, Widor <& more>', genre: 'Music' },
  { name: 'Cafe\u0301 Concert (de\u0301composed)', genre: 'Music' },
  { name: 'The 👩🏽‍🚀 Astronaut’s Lecture', genre: 'Talk' },
  { name: 'Choir of the Valleys', genre: 'Music' },
];

export const PANTOMIMES: readonly string[] = [
  'Cinderella',
  'Aladdin',
  'Dick Whittington',
  'Jack and the Beanstalk',
  'Snow White',
  'Sleeping Beauty',
];

/** Names for generated events beside plain ones: quotes, markup, SQL, formulas, right-to-left, NFD, very long. */
export const HOSTILE_NAMES: readonly string[] = [
  "Robert'); DROP TABLE events;--",
  '=HYPERLINK("http://example.org","click")',
  'Zoë’s “Quoted”, comma; semicolon\ttab',
  '<script>alert(1)</script> & Sons',
  'עֶרֶב שֶׁל שִׁירָה',
  'أوبرا: كارمن',
  '歌舞伎 — 勧進帳',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch: Y Sioe',
  'Nóra O\u2019Brien: Céad Míle Fáilte',
  'E\u0301tude No. 4 (NFD)',
  '🎭🎟️ Emoji Night 👨‍👩‍👧‍👦',
  'NULL',
  'undefined',
  '  leading and trailing spaces  ',
  `The ${'very, '.repeat(60)}long title`,
  'Back\\slash / forward % percent _ underscore',
];
