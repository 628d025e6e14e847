import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATIONS, type OperationId, ROLES, rolesThatMay, WHO_MAY } from '@illuminate/contract';
import { expect, test } from 'vitest';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'operating', 'people.md');
const LETTERS = ['m', 'i', 'a', 'd', 'p', 'c', 'f'];

/** Operations that people need a role for, by their tags, as the page has them. */
function rolesTable(): string {
  const ids = (Object.keys(OPERATIONS) as OperationId[]).filter((id) => typeof WHO_MAY[id] !== 'string');
  const tags = [...new Set(ids.map((id) => OPERATIONS[id].tag))];
  const rows = tags.flatMap((tag) =>
    ids
      .filter((id) => OPERATIONS[id].tag === tag)
      .map((id) => {
        const may = ROLES.map((role, at) => (rolesThatMay(id).includes(role) ? LETTERS[at] : ' '));
        return `| ${OPERATIONS[id].summary.split(/[;:]/)[0]} | ${may.join(' | ')} |`;
      }),
  );
  return [`| | ${LETTERS.map((letter) => `**${letter}**`).join(' | ')} |`, '|---|---|---|---|---|---|---|---|', ...rows].join('\n');
}

test('the page on people has the table of roles as the contract has it', async () => {
  // When it differs, put what is expected here into the page.
  expect(await readFile(PAGE, 'utf8')).toContain(rolesTable());
});
