/** The parts of a workbook's package by their names: of bytes at hand at the server, of a file on disk in a browser. */
export interface PackageParts {
  has(name: string): boolean;
  /** The bytes of a part, unpacked piece by piece. @throws DeliveryFault part-unreadable, also for more than is allowed */
  read(name: string): AsyncIterable<Uint8Array>;
}
