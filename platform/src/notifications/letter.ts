// What a mail says, before it is text or HTML: both are rendered from this one form, so that they cannot differ.

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Leads into the app; the address is made absolute when the mail is sent. */
  | { readonly kind: 'button'; readonly label: string; readonly path: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  /** What a person wrote, in that person's own lines. */
  | { readonly kind: 'quote'; readonly text: string };

export interface Letter {
  readonly subject: string;
  /** What a mail client shows after the subject in its list. */
  readonly preview: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Why this reader gets it. */
  readonly why: string;
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const button = (label: string, path: string): Block => ({ kind: 'button', label, path });
export const list = (...items: readonly string[]): Block => ({ kind: 'list', items });
export const quote = (text: string): Block => ({ kind: 'quote', text });

/** Facts that are null are left out. */
export const facts = (...given: readonly (readonly [label: string, value: string | null])[]): Block => ({
  kind: 'facts',
  facts: given.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const])),
});

/** One line without control characters, direction marks or doubled spaces: what may stand in a header. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** Several lines of a person's own, without any other control character. */
export function ownLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replaceAll(/[\p{C}]+/gu, ' ').trimEnd());
}
