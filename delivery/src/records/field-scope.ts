import type { FieldReader } from './field-reader.ts';

/** What the sender declared to be personal, by the path of its name. */
export class PersonalFields {
  readonly #paths: ReadonlySet<string>;
  readonly #tally: Map<string, number> | undefined;

  /** `tally` counts how often each declared field was met and dropped. */
  constructor(declared: readonly string[], tally?: Map<string, number>) {
    // Both spellings of a list are understood: tickets[].holder and tickets.holder.
    this.#paths = new Set(declared.map((path) => path.replaceAll('[]', '')));
    this.#tally = tally;
  }

  has(path: string): boolean {
    return this.#paths.has(path.replaceAll('[]', ''));
  }

  /** Whether something within `path` is declared, though not the whole of it. */
  reachesInto(path: string): boolean {
    const prefix = `${path.replaceAll('[]', '')}.`;
    for (const declared of this.#paths) if (declared.startsWith(prefix)) return true;
    return false;
  }

  count(path: string): void {
    this.#tally?.set(path, (this.#tally.get(path) ?? 0) + 1);
  }
}

type Verdict = 'keep' | 'drop' | 'look-within' | 'undeclared';

/** Which fields an object may have. */
interface KnownFields {
  /** Kept, unless the sender declared them personal. */
  readonly known?: readonly string[];
  readonly always?: readonly string[];
  /** Personal ones that are used, if the sender declared them by their own path. */
  readonly ifDeclared?: readonly string[];
}

/**
 * The fields that an object at one place of the format may have. `prefix` is where it is: '' for the record itself, 'tickets[].' for
 * a ticket. What is declared is taken out of the object there and then; what is neither known nor declared is a fault.
 */
export class FieldScope {
  readonly #prefix: string;
  readonly #personal: PersonalFields;
  readonly #verdicts = new Map<string, Verdict>();
  /** Whether nothing is dropped of an object that has the known fields and no others. */
  readonly keepsKnown: boolean;

  constructor(prefix: string, { known = [], always = [], ifDeclared = [] }: KnownFields, declared: PersonalFields) {
    this.#prefix = prefix;
    this.#personal = declared;
    const isDeclared = (field: string) => declared.has(`${prefix}${field}`);
    for (const field of known) this.#verdicts.set(field, isDeclared(field) ? 'drop' : 'keep');
    for (const field of always) this.#verdicts.set(field, 'keep');
    for (const field of ifDeclared.filter(isDeclared)) this.#verdicts.set(field, 'keep');
    this.keepsKnown = known.every((field) => this.#verdicts.get(field) === 'keep');
  }

  /** Empties the object of what is dropped, and reports by name what nobody declared. */
  screen(object: Record<string, unknown>, reader: FieldReader): void {
    for (const key in object) {
      const verdict = this.#verdicts.get(key) ?? this.#judge(key);
      if (verdict === 'keep') continue;
      const path = `${this.#prefix}${key}`;
      if (verdict === 'drop') {
        this.#personal.count(path);
        object[key] = undefined;
      } else if (verdict === 'look-within') {
        this.#screenWithin(path, object[key], reader);
        object[key] = undefined;
      } else {
        reader.undeclared(this.#prefix, key);
      }
    }
  }

  #judge(key: string): Verdict {
    const path = `${this.#prefix}${key}`;
    const parent = this.#prefix.replace(/(\[\])?\.$/, '');
    const verdict =
      this.#personal.has(path) || (parent !== '' && this.#personal.has(parent))
        ? 'drop'
        : this.#personal.reachesInto(path)
          ? 'look-within'
          : 'undeclared';
    // Names that nobody declared may be as many as a sender likes.
    if (verdict !== 'undeclared') this.#verdicts.set(key, verdict);
    return verdict;
  }

  /** An object of which only some fields are declared: it is no deeper than the longest declared path. */
  #screenWithin(path: string, value: unknown, reader: FieldReader): void {
    if (Array.isArray(value)) {
      for (const element of value) this.#screenWithin(`${path}[]`, element, reader);
    } else if (typeof value === 'object' && value !== null) {
      new FieldScope(`${path}.`, {}, this.#personal).screen(value as Record<string, unknown>, reader);
    } else if (value !== null) {
      const at = path.lastIndexOf('.') + 1;
      reader.undeclared(path.slice(0, at), path.slice(at));
    }
  }
}
