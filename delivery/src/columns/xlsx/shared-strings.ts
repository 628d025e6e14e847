import { unreadable } from '../unreadable.ts';
import type { PackageParts } from './package-parts.ts';
import { readAllXml, unescaped } from './read-xml.ts';

/** Texts that differ, kept in memory while a sheet is read: bytes of them, as unpacked. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** The texts of a workbook, which its cells refer to by number. */
export async function readSharedStrings(archive: PackageParts, path: string | null): Promise<string[]> {
  const strings: string[] = [];
  if (path === null || !archive.has(path)) return strings;
  let characters = 0;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await readAllXml(archive.read(path), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') inPhonetic = true;
      inText = name === 't' && !inPhonetic;
    },
    text(more) {
      if (inText) text += more;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name !== 'si') return;
      characters += text.length;
      if (characters > MOST_CHARACTERS) {
        throw unreadable(
          'The XLSX file holds more text than can be read at once.',
          'Cut it into several files, or save it as CSV.',
        );
      }
      strings.push(unescaped(text));
    },
  });
  return strings;
}
