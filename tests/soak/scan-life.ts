import { createFinder, distinctiveWords } from '../privacy/find-texts.ts';
import { scanDataFolder } from '../privacy/scan-data-folder.ts';
import type { BoxOffices } from './box-offices.ts';

export interface LifeScan {
  /** What personal was found and where, as sentences; empty when all is well. */
  readonly wrong: readonly string[];
  readonly texts: number;
  readonly files: number;
  readonly columns: number;
}

/** Looks for every personal text of the box offices in all that a data folder holds, and in what its servers wrote. */
export async function scanLife(data: string, output: string, { sales, feed }: BoxOffices): Promise<LifeScan> {
  const personal = [...(await sales.personal()), ...(await feed.door.personal())];
  const finder = createFinder([...personal, ...distinctiveWords(personal)]);
  const { findings, read } = await scanDataFolder(data, finder);
  const wrong = findings.map(({ place, form, text }) => `${place}: personal text as ${form}: ${JSON.stringify(text)}`);
  wrong.push(...finder.find(Buffer.from(output)).map(({ form }) => `what a server wrote: personal text as ${form}`));
  if (personal.length < 500 || read.columns < 100) wrong.push('the scan read too little to say anything');
  return { wrong, texts: personal.length, files: read.files, columns: read.columns };
}
