import { expect, it } from 'vitest';
import { aPart, gather, inPieces } from '../examples-for-tests.ts';
import { verifyBytes } from './verify-bytes.ts';

it('bytes pass if they are those described, and are refused if one is missing, more or another', async () => {
  const { bytes, description } = aPart('{"id":"B"}\n');
  const send = async (sent: Buffer) => Buffer.concat(await gather(verifyBytes(inPieces(sent, 3), description)));
  expect(await send(bytes)).toEqual(bytes);
  const other = Buffer.from(bytes);
  other[4] = 0x58;
  for (const sent of [bytes.subarray(1), Buffer.concat([bytes, bytes]), other, Buffer.alloc(0)]) {
    await expect(send(sent)).rejects.toMatchObject({ code: 'part-hash-differs', part: 1 });
  }
});
