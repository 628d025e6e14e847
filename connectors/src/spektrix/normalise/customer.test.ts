import { customerSchema } from '@illuminate/model';
import { describe, expect, it } from 'vitest';
import { normaliseCustomer, unknownCustomer } from './customer.ts';
import { CUSTOMER_ID, contextFor, MARKER } from './records-for-tests.ts';

const area = (billingAddress: unknown, deliveryAddress: unknown = null) => {
  const record = { id: CUSTOMER_ID, firstName: MARKER, email: MARKER, billingAddress, deliveryAddress };
  const row = normaliseCustomer(record, contextFor()).rows.customers?.[0];
  customerSchema.parse(row);
  expect(JSON.stringify(row)).not.toContain(MARKER);
  return [row?.area, row?.area_kind, row?.country];
};

describe('a customer is kept as a pseudonym and', () => {
  it.each<[string, unknown, unknown[]]>([
    ['the sector of a postcode', { postcode: 'SW1A 1AA', line1: MARKER }, ['SW1A 1', 'postcode-sector', 'GB']],
    ['written carelessly', { postCode: ' sw1a1aa ' }, ['SW1A 1', 'postcode-sector', 'GB']],
    ['under another name', { PostalCode: 'M1 1AE', Country: 'United Kingdom' }, ['M1 1', 'postcode-sector', 'GB']],
    ['in England, says the customer', { zip: 'M1 1AE', country: 'England' }, ['M1 1', 'postcode-sector', 'GB']],
    ['in Jersey', { postcode: 'JE2 3AB' }, ['JE2 3', 'postcode-sector', 'JE']],
    ['the routing key of an Eircode', { postcode: 'D02 X285' }, ['D02', 'eircode-routing-key', 'IE']],
    [
      'of the one that looks different',
      { postcode: 'd6wxy00', country: 'Ireland' },
      ['D6W', 'eircode-routing-key', 'IE'],
    ],
    ['the country, where codes are others', { zip: '90210', country: 'US' }, ['US', 'country', 'US']],
    ['the country of a stub', { postcode: '75001', country: { code: 'FR' } }, ['FR', 'country', 'FR']],
    ['the country alone', { country: 'GB' }, ['GB', 'country', 'GB']],
    ['nothing of a malformed code', { postcode: 'NOT A CODE', country: 'UK' }, [null, 'unknown', 'GB']],
    ['nothing of a code without a country', { postcode: '90210' }, [null, 'unknown', null]],
    ['nothing of a field put to other use', { country: MARKER }, [null, 'unknown', null]],
    ['nothing of no address', null, [null, 'unknown', null]],
    ['nothing of an address that is a text', `${MARKER}, SW1A 1AA`, [null, 'unknown', null]],
    ['nothing of a code that is a number', { postcode: 12345 }, [null, 'unknown', null]],
  ])('%s', (_, address, expected) => {
    expect(area(address)).toEqual(expected);
  });

  it('the first address that tells a place', () => {
    expect(area(null, { postcode: 'M1 1AE' })).toEqual(['M1 1', 'postcode-sector', 'GB']);
    expect(area({ postcode: 'SW1A 1AA' }, { postcode: 'M1 1AE' })[0]).toBe('SW1A 1');
    expect(area({ country: 'FR' }, null)).toEqual(['FR', 'country', 'FR']);
    expect(area({ postcode: '?' }, { country: 'FR' })).toEqual(['FR', 'country', 'FR']);
  });

  it('nothing when the box office has it no more', () => {
    const rows = unknownCustomer({ stream: 'customers', id: CUSTOMER_ID, key: 'p' });
    expect(rows.customers).toEqual([{ source_id: 'p', area: null, area_kind: 'unknown', country: null }]);
  });
});
