/** What a delivery may hold at most. Bytes, characters and counts; a delivery over one of them is refused, never cut. */
export const LIMITS = {
  manifestBytes: 64 * 1024,
  partBytes: 16 * 1024 * 1024,
  unpackedBytes: 256 * 1024 * 1024,
  lineBytes: 1024 * 1024,
  parts: 64,
  /** Orders, tickets and performances of one batch, each. */
  records: 250_000,
  personalFields: 200,
  batchCharacters: 100,
  idCharacters: 200,
  textCharacters: 500,
  /** A single amount, in minor units: a batch full of them still sums to a safe integer. */
  amountMinor: 10_000_000_000,
} as const;
