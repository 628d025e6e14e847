/** Of no provider: these never reach a disk, whatever a box office sends (DESIGN §4.3). */
export const NEVER_COLLECTED = [
  'names',
  'e-mail addresses',
  'telephone numbers',
  'street addresses and whole postcodes',
  'dates of birth',
  'payment cards and bank details',
  'notes and free text about people',
];
