import { expect, test } from 'vitest';
import { openContextForTests } from '../context-for-tests.ts';
import { turnUpload } from '../uploads/turn-upload.ts';
import { loadFile } from '../uploads/upload-for-tests.ts';
import { sayCurrencies } from './say-currencies.ts';

test('amounts in other currencies are told of, as long as they count', async () => {
  const box = await openContextForTests();
  try {
    const organisation = await box.organisation('fenwick');
    const given = { box, organisation, kind: 'counts' } as const;
    const file = (...lines: readonly string[]) => Buffer.from(['Event,Date,Sold,Income', ...lines, ''].join('\n'));
    const said = () => box.context.warehouse.withStore(organisation.id, (store) => sayCurrencies(store, 'GBP'));
    await loadFile({ ...given, bytes: file('Hamlet,14/10/2026 19:30,10,£100.00') });
    expect(await said()).toEqual([]);
    const { id: upload } = await loadFile({ ...given, bytes: file('Faust,15/10/2026 19:30,10,€100.00') });
    expect(await said()).toEqual([
      'Some of what is stored is in EUR. Amounts are added up as they stand and shown as GBP, without converting.',
    ]);
    await turnUpload(box.context, { organisation, upload, undone: true, actor: 'test' });
    expect(await said()).toEqual([]);
  } finally {
    await box.close();
  }
}, 60_000);
