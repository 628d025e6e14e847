export interface Migration {
  number: number;
  name: string;
  /** Statements, each ending with a semicolon at the end of a line. */
  sql: string;
}
