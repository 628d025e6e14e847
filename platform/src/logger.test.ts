import { expect, test } from 'vitest';
import { StartRefused } from './config/start-refused.ts';
import { createLogger, describeError } from './logger.ts';

const DATA = 'Siân Jones';

function parseError(): unknown {
  try {
    return JSON.parse(`{"name": "${DATA}"`);
  } catch (err) {
    return err;
  }
}

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

test('our own error is told in its words, a foreign one by name, code, hash and place', () => {
  const cause = Object.assign(new TypeError(`bad value ${DATA}`), { code: 'ERR_BAD' });
  const description = describeError(new StartRefused('folder_in_use', 'Stop the other one.', { cause }));
  expect(description).toMatchObject({
    name: 'StartRefused',
    code: 'folder_in_use',
    message: 'Stop the other one.',
    cause: { name: 'TypeError', code: 'ERR_BAD', message_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(description.at?.[0]).toMatch(/logger\.test/);
  expect(JSON.stringify(description)).not.toContain(DATA);
});

test('nothing of a foreign error is quoted, however it is logged', () => {
  const err = parseError();
  const text = logged((logger) => {
    logger.error(err);
    logger.error({ err }, 'a sentence of ours');
    logger.error({ err });
    logger.error({ failure: err, other: 1 });
    logger.child({ part: 'syncs' }).warn(err, 'with words');
    logger.error(Object.assign(new RangeError(`one\n    at ${DATA} (file:///x.js:1:1)`), { code: DATA }));
    logger.error(Object.assign(new RangeError('x'), { name: DATA }));
    logger.error({ err: DATA.length });
  });
  expect(text).not.toMatch(/Siân|Jones|JSON at/);
  expect(text).toContain('a sentence of ours');
  expect(text.match(/message_sha256/g)?.length).toBe(7);
});

test('what is not an error is described by its kind only', () => {
  expect(describeError(DATA)).toEqual({ name: 'thrown string' });
  expect(describeError(undefined)).toEqual({ name: 'thrown undefined' });
});

test('secrets are struck out', () => {
  const text = logged((logger) =>
    logger.info({ token: DATA, request: { authorization: DATA, headers: { cookie: DATA } } }, 'x'),
  );
  expect(text).not.toContain(DATA);
});
