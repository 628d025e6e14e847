// The little of tar that a template needs: PGlite loads one of its own five times slower than files are written.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

const BLOCK = 512;

export interface TarEntry {
  name: string;
  isFolder: boolean;
  content: Buffer;
}

export function* readTar(tar: Buffer): Generator<TarEntry> {
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header[0] === 0) return;
    const size = Number.parseInt(textOf(header, 124, 12), 8);
    const prefix = textOf(header, 345, 155);
    const name = `${prefix ? `${prefix}/` : ''}${textOf(header, 0, 100)}`;
    const start = at + BLOCK;
    yield { name, isFolder: textOf(header, 156, 1) === '5', content: tar.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** A file to put in front of a tar. */
export function tarFile(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0'.repeat(2), 108);
  header.write(`${content.length.toString(8).padStart(11, '0')} `, 124);
  header.write('00000000000 ', 136);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc(-content.length & (BLOCK - 1))]);
}

export function extractTar(entries: Iterable<TarEntry>, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { name, isFolder, content } of entries) {
    const path = resolve(join(folder, name));
    if (path !== folder && !path.startsWith(folder + sep)) throw new RangeError('a tar entry outside its folder');
    mkdirSync(isFolder ? path : dirname(path), { recursive: true, mode: 0o700 });
    if (!isFolder) writeFileSync(path, content, { mode: 0o600 });
  }
}

function textOf(header: Buffer, start: number, length: number): string {
  return header.toString('utf8', start, start + length).replace(/[\0 ].*$/s, '');
}
