import type { BoxOffice } from '../box-office.ts';
import { askBoxOffice } from './recording-proxy.ts';

export type FetchJob = Pick<BoxOffice, 'origin' | 'login' | 'secret'> & { readonly paths: readonly string[] };

const AT_ONCE = 4;

/** The same bytes, fetched and parsed, and nothing done with them. @returns how many bytes */
export async function fetchAndParse({ paths, ...boxOffice }: FetchJob): Promise<number> {
  let next = 0;
  let bytes = 0;
  const ask = async (): Promise<void> => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const { status, body } = await askBoxOffice(boxOffice, path);
      if (status !== 200) throw new Error(`the simulator answers ${status}`);
      bytes += body.length;
      JSON.parse(body.toString('utf8'));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return bytes;
}
