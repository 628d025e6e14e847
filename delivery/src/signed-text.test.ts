import { expect, it } from 'vitest';
import { signedText } from './signed-text.ts';

it('the text to sign is six lines without an end', () => {
  const path = '/api/v1/connections/mill/deliveries/batches/2026-11-0017';
  expect(signedText({ method: 'put', path, time: '2026-11-24T14:00:00Z', keyId: 'k1', bodySha256: 'ab' })).toBe(
    `illuminate-delivery-v1\nPUT\n${path}\n2026-11-24T14:00:00Z\nk1\nab`,
  );
});
