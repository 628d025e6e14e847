import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findServer } from './connect.ts';
import { UsageError } from './errors.ts';

let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'illuminate-cli-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const operator = async () => {
  await writeFile(join(data, 'operator.key'), 'the-operator\n');
  await writeFile(join(data, 'address'), 'http://127.0.0.1:40123\n');
};

test('this machine: the address that the server wrote, the key of the data folder', async () => {
  await operator();
  expect(findServer({ ILLUMINATE_DATA: data })).toMatchObject({
    url: 'http://127.0.0.1:40123',
    apiKey: 'the-operator',
  });
});

test('PORT names the server, unless it is 0 and so anywhere', async () => {
  await operator();
  expect(findServer({ ILLUMINATE_DATA: data, PORT: '5000' }).url).toBe('http://127.0.0.1:5000');
  expect(findServer({ ILLUMINATE_DATA: data, PORT: '0' }).url).toBe('http://127.0.0.1:40123');
});

test('with nothing to go by it is the address of an ordinary start, without a key', () => {
  const place = findServer({ ILLUMINATE_DATA: data });
  expect(place).toMatchObject({ url: 'http://127.0.0.1:4310', apiKey: null });
  expect(place.keyFrom).toContain(join(data, 'operator.key'));
});

test('elsewhere: its address and a key of ours', async () => {
  await operator();
  expect(
    findServer({ ILLUMINATE_DATA: data, ILLUMINATE_URL: 'https://data.example/', ILLUMINATE_API_KEY: 'ours' }),
  ).toMatchObject({ url: 'https://data.example', apiKey: 'ours' });
});

test.each(['https://data.example', 'http://127.0.0.1.example', 'http://192.168.1.4:4310'])(
  "the operator's key is not sent to %s",
  async (url) => {
    await operator();
    expect(findServer({ ILLUMINATE_DATA: data, ILLUMINATE_URL: url }).apiKey).toBeNull();
  },
);

test.each(['http://127.0.0.1:5', 'http://localhost:5', 'http://[::1]:5'])(
  "the operator's key is sent to %s",
  async (url) => {
    await operator();
    expect(findServer({ ILLUMINATE_DATA: data, ILLUMINATE_URL: url }).apiKey).toBe('the-operator');
  },
);

test('an address that is none is refused with an example', () => {
  expect(() => findServer({ ILLUMINATE_URL: '127.0.0.1:4310' })).toThrow(UsageError);
  expect(() => findServer({ ILLUMINATE_URL: 'localhost' })).toThrow(/such as http:\/\/127\.0\.0\.1:4310/);
});
