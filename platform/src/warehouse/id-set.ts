/** Slots of the first table and of the largest: 64 KB and 4 MB. */
const FIRST_SLOTS = 2 ** 14;
const MOST_SLOTS = 2 ** 20;
/** Fuller than this, looking for what is not there takes long. */
const MOST_FILLED = 0.75;

/** One table of hashes, of which the low half lies where the high half says. */
interface Table {
  readonly slots: Uint32Array;
  free: number;
}

/**
 * A set of ids by their hashes, in some six bytes each: what it does not have was never added; of what it says it has, one in a hundred
 * million was not. It grows by further tables, since a hash whose other half is forgotten cannot be put elsewhere.
 */
export class IdSet {
  readonly #tables: Table[] = [];

  /**
   * Adds an id. `high` and `low` are the halves of its 64-bit hash.
   * @returns whether it was there before
   */
  add(high: number, low: number): boolean {
    // A free slot is zero.
    const mark = low === 0 ? 1 : low;
    for (const { slots } of this.#tables) {
      const place = find(slots, high, mark);
      if (slots[place] === mark) return true;
    }
    const table = this.#withRoom();
    table.slots[find(table.slots, high, mark)] = mark;
    table.free -= 1;
    return false;
  }

  #withRoom(): Table {
    const last = this.#tables.at(-1);
    if (last !== undefined && last.free > 0) return last;
    const slots = last === undefined ? FIRST_SLOTS : Math.min(last.slots.length * 4, MOST_SLOTS);
    const table = { slots: new Uint32Array(slots), free: Math.floor(slots * MOST_FILLED) };
    this.#tables.push(table);
    return table;
  }
}

/** Where `mark` is, or the free slot where it would be. */
function find(slots: Uint32Array, high: number, mark: number): number {
  const last = slots.length - 1;
  let place = high & last;
  while (slots[place] !== 0 && slots[place] !== mark) place = (place + 1) & last;
  return place;
}
