// How rows cross from the extracting thread to the loading one: per column one UTF-8 text, values parted by SEPARATOR.
// Control characters cannot be in a value (see cleanText), so neither sign can be mistaken for one.
export const SEPARATOR = '\x1f';
export const NULL_SIGN = '\x1e';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f]/g;

const utf8 = new TextEncoder();

/** The model's texts hold no control characters; whatever slipped through becomes a space. */
export function cleanText(value: string): string {
  return CONTROL.test(value) ? value.replace(CONTROLS, ' ') : value;
}

/** Values that went through `cleanText`, or NULL_SIGN, as one column. Joined, not added up: a rope is flattened slowly. */
export function packColumn(values: readonly string[]): Uint8Array<ArrayBuffer> {
  return utf8.encode(values.join(SEPARATOR));
}
