import type { PackageParts } from './package-parts.ts';
import { readAllXml } from './read-xml.ts';

/** Built-in formats of dates and times, ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the East Asian ones. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** For each style of a cell, by its number, whether it shows a number as a date or a time. */
export async function readDateStyles(archive: PackageParts, path: string | null): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (path === null || !archive.has(path)) return styles;
  const custom = new Map<number, boolean>();
  let inCells = false;
  await readAllXml(archive.read(path), {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), showsDate(attributes.formatCode ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes.numFmtId ?? 0);
      styles.push(custom.get(id) ?? isBuiltInDate(id));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Whether a format code shows a date or a time: letters of one are left when all that is said literally is gone. */
export function showsDate(code: string): boolean {
  const [first = ''] = code.split(';');
  // Elapsed time is written [h]:mm; other brackets hold colours, conditions and currencies.
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return true;
  const letters = first.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replaceAll(/general/gi, '');
  return /[ymdhs]/i.test(letters);
}
