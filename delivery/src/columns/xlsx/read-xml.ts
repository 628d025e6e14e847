import { SaxesParser } from 'saxes';
import { DeliveryFault } from '../../fault.ts';
import { unreadable } from '../unreadable.ts';

export interface XmlHandlers {
  /** Names are without their prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** So much without a tag is no spreadsheet's: a cell holds 32,767 characters. */
const MOST_WITHOUT_TAG = 4 * 1024 * 1024;

/** Feeds XML to handlers, and pauses after each piece: what the handlers gathered can be taken away then. */
export async function* readXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  let sinceTag = 0;
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    handlers.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    handlers.close?.(localName(name));
  });
  const onText = (text: string): void => handlers.text?.(text);
  parser.on('text', onText);
  parser.on('cdata', onText);
  try {
    for await (const piece of pieces) {
      sinceTag += piece.length;
      parser.write(decoder.decode(piece, { stream: true }));
      if (sinceTag > MOST_WITHOUT_TAG)
        throw unreadable('A cell of the XLSX file is longer than a spreadsheet can hold.');
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (err) {
    if (err instanceof DeliveryFault || !(err instanceof Error) || err.constructor !== Error) throw err;
    // The parser's message quotes the document.
    throw unreadable('The XLSX file holds XML that is not well-formed.', 'Save it anew in a spreadsheet program.');
  }
}

/** All of it at once, for what is small. */
export async function readAllXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(pieces, handlers));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute by its name without prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (name in attributes) return attributes[name];
  const found = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return found === undefined ? undefined : attributes[found];
}

/** `_x000D_` is how spreadsheets write what XML cannot hold. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
