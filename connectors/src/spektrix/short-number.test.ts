import { AbortSyncError, NotFoundError, ReauthoriseError } from '@illuminate/connector-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './box-office-for-tests.ts';
import { MARKER } from './normalise/records-for-tests.ts';
import { shortNumber } from './short-number.ts';

const NUMBER = 'I-AK11-1ATK';
const ID = '19401AKMDKLNBHSNQMPVRGKTRRCGVHHTV';

let office: BoxOffice;
beforeEach(async () => {
  office = await openBoxOffice();
});
afterEach(() => office.close());

const idOf = (number: string) => shortNumber.customerIdOf(office.client(), number, new AbortController().signal);

test('a short number is told from an id, however it is typed', () => {
  expect([NUMBER, 'i-ak11-1atk', ID, 'I-AK11', `${NUMBER}X`].map((one) => shortNumber.pattern.test(one))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('the box office is asked once, and of its answer the id alone comes back', async () => {
  office.routes.set(`customers/${NUMBER}`, () => ({ id: ID, friendlyId: NUMBER, email: MARKER, lastName: MARKER }));
  expect(await idOf(NUMBER.toLowerCase())).toBe(ID);
  expect(office.asked).toEqual([`/testtheatre/api/v3/customers/${NUMBER}`]);
});

test('a number that nobody has is not there, whichever way that is said', async () => {
  for (const status of [404, 400, 405]) {
    office.routes.set(`customers/${NUMBER}`, () => status);
    await expect(idOf(NUMBER)).rejects.toThrow(NotFoundError);
  }
});

test('an answer without an id is quoted nowhere', async () => {
  for (const answer of [{ email: MARKER }, { id: NUMBER, email: MARKER }, [{ id: ID, email: MARKER }], MARKER, null]) {
    office.routes.set(`customers/${NUMBER}`, () => answer);
    const err = await idOf(NUMBER).catch((caught: unknown) => caught);
    expect(err).toBeInstanceOf(AbortSyncError);
    expect(`${String(err)} ${JSON.stringify(err)}`).not.toMatch(new RegExp(`${MARKER}|${NUMBER}`));
  }
});

test('a refusal names neither number nor customer', async () => {
  office.routes.set(`customers/${NUMBER}`, (_query, response) =>
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ message: MARKER })),
  );
  const err = await idOf(NUMBER).catch((caught: unknown) => caught);
  expect(err).not.toBeInstanceOf(ReauthoriseError);
  expect(`${String(err)} ${JSON.stringify(err)}`).not.toMatch(new RegExp(`${MARKER}|${NUMBER}`));
});
