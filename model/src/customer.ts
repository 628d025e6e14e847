import { type RowOf, rowSchema, text, textOrNull } from './columns.ts';

/**
 * A booker, without a name: `source_id` is the pseudonym, `area` a UK postcode sector ("SW1A 1") or an Eircode routing key
 * ("D02") according to `area_kind` (`postcode-sector`, `eircode-routing-key`, `country`, `unknown`).
 */
export const CUSTOMER = {
  source_id: text,
  area: textOrNull,
  area_kind: text,
  country: textOrNull,
} as const;
export type Customer = RowOf<typeof CUSTOMER>;
export const customerSchema = rowSchema(CUSTOMER);
