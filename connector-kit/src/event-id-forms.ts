/** One way in which people write down which event of a box office they mean. */
export interface EventIdForm {
  /** In words, for help: "the Event ID". */
  readonly what: string;
  readonly example: string;
  /** Over the whole of one id as it was typed, without spaces and punctuation around it; the id is the group `id`. */
  readonly pattern: RegExp;
  /** Which id of the event that is: the integer that people see, the API's own, or the name in its web address. */
  readonly is: 'number' | 'id' | 'web-id';
}
