import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type BatchWanted, madeOrder, makeBatch, newSenders } from '../support/deliver.ts';
import { startPlatform } from '../support/start-platform.ts';
import { createFinder } from './find-texts.ts';
import { scanDataFolder } from './scan-data-folder.ts';

/** Whom nobody may find again, in the fields where people end up. */
const PERSON = {
  id: 'customer-Qzxvarnwell-77',
  name: 'Théodora Qzxvarnwell',
  email: 'theodora.qzxvarnwell@example.org',
  phone: '+353 86 5550 1777',
  postcode: 'D02 X777',
  note: 'Wheelchair-user Qzxvarnwell',
  undeclared: 'Undeclared-Qzxvarnwell',
  malformed: 'Malformed-Qzxvarnwell',
};
/** What is kept, so that a search that finds nothing is known to search. */
const KEPT = 'channel-zzqkeptword';

test('of what is delivered nothing personal is kept: declared, undeclared, unfinished or malformed', {
  timeout: 600_000,
}, async () => {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-deliveries-'));
  let output = '';
  let answers = '';
  try {
    {
      await using platform = await startPlatform({ data, env: { LOG_LEVEL: 'trace' } });
      const [sender] = await newSenders(platform.api, platform.address, ['mill']);
      if (sender === undefined) throw new Error('no sender');
      const { connection } = sender;
      const personal = (id: string, more: object = {}) =>
        madeOrder(id, {
          channel: KEPT,
          customer: { id: PERSON.id, postcode: PERSON.postcode, name: PERSON.name, email: PERSON.email },
          contact: { phone: PERSON.phone, notes: [PERSON.note] },
          ...more,
        });
      const declared = ['customer.id', 'customer.postcode', 'customer.name', 'customer.email', 'contact'];
      const send = async (wanted: Omit<BatchWanted, 'connection'>, lines?: string): Promise<void> => {
        const batch = makeBatch({ connection, personalFields: declared, gzip: lines === undefined, ...wanted });
        const answer = await sender.deliver(lines === undefined ? batch : spoiled(batch, lines));
        answers += answer.text;
      };
      await send({ sequence: 1, parts: [[personal('A')], [personal('B')]] });
      expect(answers).toContain('"state":"loaded"');
      await send({ sequence: 2, parts: [[personal('C'), personal('D', { guestName: PERSON.undeclared })]] });
      expect(answers).toContain('"code":"field-undeclared"');
      expect(answers).toContain('"row":2,"field":"guestName"');
      await send({ sequence: 3, parts: [[personal('E')]] }, `{"id":"E","total":"${PERSON.malformed}`);
      await send(
        { sequence: 4, parts: [[personal('F')]] },
        `${JSON.stringify({ ...personal('F'), total: PERSON.malformed })}\n`,
      );
      await send({ sequence: 5, parts: [[personal('G')]] }, `${PERSON.name},${PERSON.email}\n${PERSON.note},1\n`);
      // Left open, with a part in the spool.
      const open = makeBatch({
        connection,
        sequence: 6,
        personalFields: declared,
        parts: [[personal('H')], [personal('I')]],
      });
      await sender.send({ method: 'PUT', path: 'batches/b-6', body: Buffer.from(JSON.stringify(open.manifest)) });
      const part = await sender.send({
        method: 'PUT',
        path: 'batches/b-6/parts/1',
        body: open.parts[0] ?? Buffer.of(),
      });
      expect(part.state.receivedParts).toEqual([1]);
      const shown = await platform.api.call('showConnection', { params: { connection } });
      const { items } = await platform.api.call('listDeliveries', { params: { connection } });
      answers += JSON.stringify([shown, items]);
      await platform.process.stop();
      output = platform.process.output();
    }
    expect((await readdir(join(data, 'deliveries'), { recursive: true })).some((name) => name.endsWith('part-1'))).toBe(
      true,
    );
    const finder = createFinder([...Object.values(PERSON), 'Qzxvarnwell']);
    const { findings, read } = await scanDataFolder(data, finder);
    expect(findings).toEqual([]);
    expect(finder.find(Buffer.from(output))).toEqual([]);
    expect(finder.find(Buffer.from(answers))).toEqual([]);
    expect(read.columns).toBeGreaterThan(100);
    expect((await scanDataFolder(data, createFinder([KEPT]))).findings.map(({ place }) => place)).toContainEqual(
      expect.stringContaining('orders.channel'),
    );
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});

/** The same manifest over other bytes, rightly described. */
function spoiled(batch: ReturnType<typeof makeBatch>, lines: string): ReturnType<typeof makeBatch> {
  const bytes = Buffer.from(lines);
  const [part] = batch.manifest.parts;
  return {
    ...batch,
    parts: [bytes],
    manifest: { ...batch.manifest, parts: [{ ...part, encoding: 'none', bytes: bytes.length, sha256: sha256(bytes) }] },
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
