import { join } from 'node:path';
import { PEERS, type PythonRoom } from './python-room.ts';

/** Another way of getting a box office into DuckDB. */
export interface Peer {
  readonly name: string;
  readonly requirements: string;
  /** One process, or several of which each writes into the next. The first says that it is idle, and waits for a line. */
  commands(room: PythonRoom, files: PeerFiles): readonly Command[];
  /** What the target of a chain is told, besides. */
  readonly config?: (files: PeerFiles) => object;
  /** The table in which a row is a ticket. */
  readonly tickets: string;
  /** How it is set, and what it does and does not do. */
  readonly notes: string;
}

export interface Command {
  readonly program: string;
  readonly words: readonly string[];
}

export interface PeerFiles {
  /** JSON: where and how to ask, and what. */
  readonly job: string;
  readonly config: string;
  /** Where the peer leaves its DuckDB file. */
  readonly database: string;
}

export const peers: readonly Peer[] = [
  {
    name: 'dlt',
    requirements: 'requirements-dlt.txt',
    commands: (room, { job }) => [{ program: room.program('python'), words: [join(PEERS, 'dlt_pipeline.py'), job] }],
    tickets: 'bench.orders__tickets',
    notes:
      'REST source, 4 requests at once, parquet, merge on the key; every field of every answer, lists as tables of their own',
  },
  {
    name: 'singer',
    requirements: 'requirements-singer.txt',
    commands: (room, { job, config }) => [
      { program: room.program('python'), words: [join(PEERS, 'singer_tap.py'), job] },
      { program: room.program('target-duckdb'), words: ['--config', config] },
    ],
    config: ({ database }) => ({ path: database, default_target_schema: 'bench', data_flattening_max_level: 3 }),
    tickets: 'bench.tickets',
    notes:
      'a tap of ours, 4 requests at once, into target-duckdb; every field of every answer, lists but tickets as JSON',
  },
];
