/** Why a delivery, or a part of it, is not taken. Stable; the document of the format lists them. */
export type DeliveryCode =
  | 'manifest-invalid'
  | 'part-too-big'
  | 'batch-too-big'
  | 'part-hash-differs'
  | 'part-unreadable'
  | 'field-undeclared'
  | 'record-invalid'
  | 'layout-changed'
  | 'totals-differ';

export type WhoActs = 'nobody' | 'organisation' | 'operator' | 'provider';

/** Where in a delivery: `part` and `row` (the line within the part) from 1, `field` by the name the sender gave it. */
export interface Place {
  readonly part?: number | undefined;
  readonly row?: number | undefined;
  readonly field?: string | undefined;
}

export interface FaultOptions extends Place {
  readonly code: DeliveryCode;
  /** What is wrong, as a sentence without the place. Names of fields and figures only, never a value of the data. */
  readonly what: string;
  readonly nextStep?: string;
  readonly whoActs?: WhoActs;
}

const NEXT_STEP: Record<DeliveryCode, string> = {
  'manifest-invalid': 'Correct the manifest and send it again.',
  'part-too-big': 'Cut the part into smaller ones, or send fewer records in a batch.',
  'batch-too-big': 'Split the load into several batches, each with its share of the period.',
  'part-hash-differs': 'Send the bytes that the manifest describes, or make a new manifest for these.',
  'part-unreadable': 'Write the part as its format in the manifest says, and send it again.',
  'field-undeclared':
    'Leave the field out, or name it among personalFields: then it is dropped unread. Send the batch under a new id.',
  'record-invalid': 'Correct the record and send the batch under a new id.',
  'layout-changed': 'Send the columns as they were, or have the column map set anew.',
  'totals-differ': 'Find which of the two is right, and send the batch under a new id.',
};

function placeOf({ part, row }: Place): string {
  const place = [part === undefined ? [] : [`part ${part}`], row === undefined ? [] : [`row ${row}`]].flat().join(', ');
  return place === '' ? '' : `${place[0]?.toUpperCase()}${place.slice(1)}: `;
}

/**
 * A delivery that is not taken: what is wrong, where, who acts and what to do. It never quotes a value of the data.
 * `whoActs` says `provider` for whoever sends, be it the organisation's own script.
 */
export class DeliveryFault extends Error {
  readonly code: DeliveryCode;
  /** What is wrong, without the place: the same for every record that has this fault. */
  readonly what: string;
  /** What is wrong, with its place. */
  readonly detail: string;
  readonly whoActs: WhoActs;
  readonly nextStep: string;
  readonly part: number | undefined;
  readonly row: number | undefined;
  readonly field: string | undefined;

  constructor({ code, what, nextStep = NEXT_STEP[code], whoActs = 'provider', part, row, field }: FaultOptions) {
    const detail = `${placeOf({ part, row })}${what}`;
    super(`${detail} ${nextStep}`);
    this.name = 'DeliveryFault';
    this.code = code;
    this.what = what;
    this.detail = detail;
    this.whoActs = whoActs;
    this.nextStep = nextStep;
    this.part = part;
    this.row = row;
    this.field = field;
  }
}
