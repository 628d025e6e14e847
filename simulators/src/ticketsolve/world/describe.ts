import { mix, pick } from '../../random.ts';

const SENTENCES = [
  'A night for anybody who has ever waited by the river for a bus that never came.',
  'Told with music, one ladder and very little scenery.',
  '“Tender, odd, and over too soon” – <i>The Parish Bulletin</i>.',
  'Please note: haze, strobe lighting & one live goose.',
  'Suitable for ages 8&nbsp;and over.',
  'Part of the Arts Centre’s touring season; café open from 6.30pm.',
  'Followed by a conversation in the bar – all welcome, gach duine.',
];

/** The HTML that stands in a feed's description: untidy, as editors leave it. */
export function describe(seed: number, nth: number, title: { readonly name: string; readonly genre: string }): string {
  const h = mix(seed, nth, 241);
  const name = title.name.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const first = pick(SENTENCES, h);
  const second = pick(SENTENCES, h >>> 8);
  return `<div>\n<b><font size="5">${name}</font><font size="3">&nbsp;</font></b>\n</div><div><font size="3">${first}</font></div><div>${second}<br></div>`;
}
