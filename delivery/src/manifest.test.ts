import { describe, expect, it } from 'vitest';
import { aManifest } from './examples-for-tests.ts';
import { DeliveryFault } from './fault.ts';
import { checkManifest, type Manifest, parseManifest } from './manifest.ts';

const bytesOf = (manifest: unknown) => Buffer.from(JSON.stringify(manifest));

function refusal(bytes: Uint8Array): DeliveryFault {
  try {
    parseManifest(bytes);
  } catch (err) {
    expect(err).toBeInstanceOf(DeliveryFault);
    return err as DeliveryFault;
  }
  throw new Error('it was taken');
}

const [part] = aManifest().parts as [Manifest['parts'][number]];

describe('a manifest', () => {
  it('is taken as it is, its parts in the order of their numbers', () => {
    const parts = [
      { ...part, part: 2 },
      { ...part, part: 1, format: 'csv', layout: 'mapped' },
    ];
    expect(parseManifest(bytesOf(aManifest()))).toEqual(aManifest());
    expect(parseManifest(bytesOf({ ...aManifest(), parts })).parts.map((each) => each.part)).toEqual([1, 2]);
  });

  it.each([
    ['format', { format: 'illuminate-delivery/2' }],
    ['batch', { batch: 'two words' }],
    ['batch', { batch: 'x'.repeat(101) }],
    ['sequence', { sequence: 0 }],
    ['sequence', { sequence: '17' }],
    ['createdAt', { createdAt: '2026-11-24T14:00:00' }],
    ['period.from', { period: { from: 'yesterday', to: '2026-11-24T14:00:00Z' } }],
    ['period.to', { period: { from: '2026-11-24T14:00:00Z', to: '2026-11-24T15:00:00+01:00' } }],
    ['personalFields', { personalFields: undefined }],
    ['personalFields[1]', { personalFields: ['customer.email', 'tickets[].id'] }],
    ['parts', { parts: [] }],
    ['parts', { parts: [part, { ...part, part: 3 }] }],
    ['parts', { parts: [part, part] }],
    ['parts[0].format', { parts: [{ ...part, format: 'xml' }] }],
    ['parts[0].sha256', { parts: [{ ...part, sha256: part.sha256.toUpperCase() }] }],
    ['parts[0].layout', { parts: [{ ...part, layout: 'mapped' }] }],
    ['parts[0].records', { parts: [{ ...part, records: -1 }] }],
    [
      'totals.amounts.EUR.orders',
      { totals: { ...aManifest().totals, amounts: { EUR: { orders: '4,5', tickets: '1' } } } },
    ],
    [
      'totals.amounts.EUR.tickets',
      { totals: { ...aManifest().totals, amounts: { EUR: { orders: '4', tickets: 1 } } } },
    ],
    ['totals.amounts.eur', { totals: { ...aManifest().totals, amounts: { eur: { orders: '4', tickets: '1' } } } }],
    [undefined, { surprise: true }],
  ])('is refused with the place that is wrong: %s (%#)', (field, change) => {
    const fault = refusal(bytesOf({ ...aManifest(), ...change }));
    expect(fault).toMatchObject({ code: 'manifest-invalid', field });
    expect(fault.detail).toContain(field ?? 'surprise');
  });

  it('is refused if it is not JSON, or too long, without quoting it', () => {
    for (const bytes of [Buffer.from('{"batch":"nora@'), Buffer.from([0x22, 0xe9, 0x22])]) {
      expect(refusal(bytes)).toMatchObject({
        code: 'manifest-invalid',
        what: "The manifest's text is not JSON in UTF-8.",
      });
    }
    expect(refusal(Buffer.alloc(65_537, ' '))).toMatchObject({ code: 'manifest-invalid' });
  });

  it('is refused with everything that is wrong, for who wants it all', () => {
    const { faults } = checkManifest(bytesOf({ ...aManifest(), sequence: 0, batch: '' }));
    expect(new Set(faults.map(({ field }) => field))).toEqual(new Set(['batch', 'sequence']));
  });

  it('is refused by what it announces, before it comes', () => {
    const totals = { ...aManifest().totals, tickets: 250_001 };
    expect(refusal(bytesOf({ ...aManifest(), totals }))).toMatchObject({
      code: 'batch-too-big',
      field: 'totals.tickets',
    });
    const parts = [{ ...part, bytes: 16 * 1024 * 1024 + 1 }];
    expect(refusal(bytesOf({ ...aManifest(), parts }))).toMatchObject({ code: 'part-too-big', part: 1 });
  });
});
