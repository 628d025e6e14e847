// Columns that may name people, though neither what they are called nor any form of their values says so for sure.
import type { RecordKind } from './fields.ts';
import { guessFields } from './header-guesses.ts';
import { mayNamePeople } from './looks-personal.ts';
import { normalHeader } from './normal-header.ts';

interface Column {
  readonly header: string;
  readonly values: readonly string[];
}

/** A name, and no word of whose or what. */
const BARE = /^(?:the )?names?$/;
/** Of somebody, if it is in words: many of these stand above numbers too. */
const WHO =
  /\bnames?\b|^(?:who|(?:for|of) whom|persons?|party|first|last)$|\b(?:leader|organi[sz]er|teacher|parent|guardian|carer|pupil|student|child|participant|delegate|cashier|assistant|attn|attention)$|\b(?:gift for|(?:invoiced?|billed?|shipped?|ship|sold|sent) to|collected by)$/;
/** Whose name is no secret: of something that is sold, or where, or how. */
const THING =
  /\b(?:events?|shows?|productions?|performances?|plays?|films?|programmes?|exhibitions?|festivals?|workshops?|class|courses?|talks?|tours?|series|season|venues?|sites?|buildings?|rooms?|halls?|screens?|spaces?|theatres?|areas?|zones?|blocks?|sections?|seats?|rows?|tickets?|types?|prices?|bands?|tariffs?|products?|items?|packages?|offers?|promotions?|campaigns?|channels?|sources?|outlets?|shops?|stores?|tills?|terminals?|companies|company|files?|sheets?|days?|months?)\b/;

/**
 * Whether a column may name people, by what it is called beside the others, and by its values.
 * Ask it of a column that nothing surer explains; it errs on that side, and a person may say otherwise.
 */
export function mayBeOfPeople(column: Column, headers: readonly string[], kind: RecordKind): boolean {
  const name = normalHeader(column.header);
  const filled = column.values.map((value) => value.trim()).filter((value) => value !== '');
  if (mayNamePeople(filled) || isBesideWhatIsOn(column.header, headers, kind)) return true;
  if (guessFields(name, kind).length > 0) return false;
  const inWords = filled.filter((value) => /\p{L}{2}/u.test(value));
  if (inWords.length * 2 <= filled.length) return false;
  // What is sold is named line by line again and again, who bought it is not.
  if (BARE.test(name)) return filled.length >= 2 && new Set(filled).size * 2 > filled.length;
  return WHO.test(name) && !THING.test(name) && !name.split(' ').some((word) => guessFields(word, kind).length > 0);
}

/** Whether it is called just “Name”, while another column is surer of saying what is on: then it is of whoever booked. */
export function isBesideWhatIsOn(header: string, headers: readonly string[], kind: RecordKind): boolean {
  if (!BARE.test(normalHeader(header))) return false;
  return headers
    .map(normalHeader)
    .some((other) => !BARE.test(other) && guessFields(other, kind).includes('event_name'));
}
