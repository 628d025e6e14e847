import { RetryLaterError, unexpectedDocument } from '@illuminate/connector-kit';
import { SaxesParser } from 'saxes';

/** A document on its way in. */
export interface XmlDocument {
  readonly body: AsyncIterable<Uint8Array>;
  readonly contentType: string;
  /** The box office's name and the route, for messages. */
  readonly title: string;
  readonly route: string;
}

export interface ElementReader {
  /** The name of the outermost element: a document with another is not what was asked for. */
  readonly root: string;
  /** Paths ("venues/venue/name") of the elements whose own text is wanted; all other text is let go as it passes. */
  readonly texts: ReadonlySet<string>;
  /** Called as an element begins. */
  open(path: string, attributes: Readonly<Record<string, string>>): void;
  /** Called as it ends, with its text if that is wanted. */
  close(path: string, text: string): void;
}

// No feed that was seen comes near any of these: ten levels, texts of some kilobytes.
const DEEPEST = 32;
const MOST_NAMES = 2_000;
const LONGEST_RUN = 2 * 1_048_576;
const PAGE_BEGINS_WITHIN = 200;
/** A wanted text that is longer is cut here; its normaliser refuses it. */
const LONGEST_TEXT = 4_096;

interface Place {
  readonly path: string;
  readonly wanted: boolean;
  readonly within: Map<string, Place>;
}

/**
 * Reads a document piece by piece and tells of its elements, holding no more than one run of text. A document type declaration,
 * any entity beyond the five of XML, and depth or length beyond reason end it.
 * @returns after each piece, so that its caller can hand on what has come together by then
 * @throws RetryLaterError; no word of the document is in it
 */
export async function* readElements(document: XmlDocument, reader: ElementReader): AsyncGenerator<void> {
  const { title, route, contentType } = document;
  const parser = new SaxesParser({ xmlns: false, position: true });
  const outermost: Place = { path: '', wanted: false, within: new Map() };
  const stack: { readonly place: Place; text: string }[] = [];
  let names = 0;
  let bytes = 0;
  let lastEventAt = 0;
  let isOver = false;
  let beginning = '';

  const unreadable = (problem: string): RetryLaterError => {
    return new RetryLaterError({
      code: 'unreadable-document',
      cause: `The answer of ${title} to ${route} ${problem} (line ${parser.line}, within the first ${bytes} bytes).`,
      whoActs: 'provider',
      nextStep: `Nothing of what is stored was changed, and it is tried again by itself. If it lasts for hours, tell ${title}.`,
    });
  };
  const another = (root: string | null): RetryLaterError =>
    unexpectedDocument({ contentType, bytes, root }, { title, route });
  const placeOf = (name: string): Place => {
    const parent = stack.at(-1)?.place ?? outermost;
    let place = parent.within.get(name);
    if (place === undefined) {
      names += 1;
      if (names > MOST_NAMES) throw unreadable('has more kinds of elements than can be meant');
      const path = parent === outermost ? name : `${parent.path}/${name}`;
      place = { path, wanted: reader.texts.has(path), within: new Map() };
      parent.within.set(name, place);
    }
    return place;
  };
  const addText = (text: string): void => {
    lastEventAt = parser.position;
    const top = stack.at(-1);
    if (top?.place.wanted === true && top.text.length < LONGEST_TEXT) top.text += text.slice(0, LONGEST_TEXT);
  };

  parser.on('error', () => {
    if (stack.length > 0 || isOver) throw unreadable('stops being XML');
    throw another(/^\s*<(!doctype\s+)?html\b/i.test(beginning) ? 'html' : null);
  });
  parser.on('doctype', (declared) => {
    throw /^\s*html/i.test(declared) ? another('html') : unreadable('declares a document type, which is not read');
  });
  parser.on('opentag', ({ name, attributes }) => {
    lastEventAt = parser.position;
    if (stack.length === 0 && name !== reader.root) throw another(name);
    if (stack.length >= DEEPEST) throw unreadable('is nested deeper than can be meant');
    const place = placeOf(name);
    stack.push({ place, text: '' });
    reader.open(place.path, attributes);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('comment', () => {
    lastEventAt = parser.position;
  });
  parser.on('closetag', () => {
    lastEventAt = parser.position;
    const top = stack.pop();
    if (top === undefined) return;
    isOver = stack.length === 0;
    reader.close(top.place.path, top.text);
  });

  const decoder = new TextDecoder('utf-8');
  for await (const piece of document.body) {
    bytes += piece.length;
    const text = decoder.decode(piece, { stream: true });
    if (beginning.length < PAGE_BEGINS_WITHIN) beginning += text.slice(0, PAGE_BEGINS_WITHIN);
    parser.write(text);
    if (parser.position - lastEventAt > LONGEST_RUN) throw unreadable('has a text longer than can be meant');
    yield;
  }
  if (!isOver) {
    if (bytes === 0 || (stack.length === 0 && lastEventAt === 0)) throw another(null);
    throw new RetryLaterError({
      code: 'answer-cut',
      cause: `The answer of ${title} to ${route} ended before its end, after ${bytes} bytes.`,
      whoActs: 'nobody',
      nextStep: `Nothing of what is stored was changed, and it is tried again by itself. If it lasts for hours, tell ${title}.`,
    });
  }
  parser.write(decoder.decode()).close();
  yield;
}
