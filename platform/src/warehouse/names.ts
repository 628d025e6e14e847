import { StoreError } from './errors.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** Ids become file names and parts of statements: only plain ones do. */
export function checkedName(name: string, what: string): string {
  if (NAME.test(name)) return name;
  throw new StoreError('name-refused', `This is not the id of ${what === 'organisation' ? 'an' : 'a'} ${what}.`);
}
