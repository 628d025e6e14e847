import { readFile } from 'node:fs/promises';
import type { ColumnMapState } from '@illuminate/contract';
import { DeliveryFault, readSample, suggestColumnMap } from '@illuminate/delivery';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { type Block, printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { wallTime } from '../words.ts';
import { integer, jsonOption } from './options.ts';

const KINDS = ['orders', 'performances'] as const;
type Kind = (typeof KINDS)[number];

/** What of a map's columns there is to say: their names, what each is, and how. */
function columnsOf({ map }: ColumnMapState): string[][] {
  const columns: unknown = map.columns;
  if (!Array.isArray(columns)) return [];
  return columns.map((column: Record<string, unknown>) => {
    const values = Object.entries((column.values ?? {}) as Record<string, string>);
    const how = [
      ...(typeof column.date === 'string' ? [column.date] : []),
      ...values.map(([value, meant]) => `${value} = ${meant}`),
      ...(typeof column.note === 'string' ? [column.note] : []),
    ];
    return [String(column.header), String(column.field), how.join(', ') || '-'];
  });
}

function describeMap(state: ColumnMapState): Block[] {
  const { records, version, fingerprint, setBy, setAt, earlier } = state;
  return [
    {
      kind: 'line',
      text: `Files of ${records}: version ${version}, set by ${setBy} at ${wallTime(setAt, 'UTC')} UTC${earlier.length === 0 ? '' : `; ${earlier.length} before it`}. Fingerprint ${fingerprint.slice(0, 16)}…`,
    },
    ...tableUnlessEmpty(
      ['Column', 'Field', 'How'].map((title) => ({ title })),
      columnsOf(state),
    ),
  ];
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  const text = await readFileOrSay(path);
  let value: unknown;
  try {
    value = JSON.parse(text.toString('utf8'));
  } catch {
    throw new UsageError(`${path} is not JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${path} holds no map.`);
  return value as Record<string, unknown>;
}

async function readFileOrSay(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (err) {
    throw new UsageError(`${path} cannot be read (${(err as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

async function setColumns(terminal: Terminal, connection: string, file: string, json: boolean | undefined) {
  const map = await readJson(file);
  const state = await connect(terminal).call('setColumnMap', { params: { connection }, body: { map } });
  printResult(terminal, { json: state, blocks: describeMap(state) }, json);
}

interface ShowOptions {
  readonly map?: Kind;
  readonly json?: boolean;
}

async function showColumns(terminal: Terminal, connection: string, { map: alone, json }: ShowOptions) {
  const answer = await connect(terminal).call('listColumnMaps', { params: { connection } });
  if (alone !== undefined) {
    const state = answer.items.find(({ records }) => records === alone);
    if (state === undefined) throw new CommandFailed(`${connection} has no column map for ${alone}.`, EXIT.failed);
    terminal.out(`${JSON.stringify(state.map, null, 2)}\n`);
    return;
  }
  const blocks: Block[] =
    answer.items.length === 0
      ? [
          {
            kind: 'line',
            text: `No column map. Propose one from a file: illuminate connections columns suggest ${connection} --file FILE`,
          },
        ]
      : answer.items.flatMap(describeMap);
  printResult(terminal, { json: answer, blocks }, json);
}

interface SuggestOptions {
  readonly file: string;
  readonly records?: Kind;
  readonly sheet?: string;
  readonly headerLine?: number;
}

/** Reads a file here, and prints a map for it: what a person saves, looks at, corrects and sets. Nothing of the file is sent. */
async function suggestColumns(terminal: Terminal, connection: string, options: SuggestOptions) {
  const { file, records, sheet, headerLine } = options;
  const { organisation } = await connect(terminal).call('showConnection', { params: { connection } });
  const bytes = await readFileOrSay(file);
  try {
    const sample = await readSample(bytes, {
      ...(sheet === undefined ? {} : { sheet }),
      ...(headerLine === undefined ? {} : { headerLine }),
    });
    const { map, remarks } = suggestColumnMap(sample, {
      zone: organisation.zone,
      ...(records === undefined ? {} : { kind: records }),
    });
    terminal.out(`${JSON.stringify(map, null, 2)}\n`);
    const next = `Save it, look at each column, and set it: illuminate connections columns set ${connection} --file MAP.json`;
    for (const remark of [...remarks, next]) terminal.err(`${remark}\n`);
  } catch (err) {
    if (err instanceof DeliveryFault) throw new CommandFailed(`${err.detail}\nNext: ${err.nextStep}`, EXIT.failed);
    throw err;
  }
}

/** `connections columns …`: how files of another layout are read. */
export function columnsCommand(terminal: Terminal): Command {
  const command = new Command('columns').description('how delivered files of your own layout are read');
  command
    .command('set')
    .description('set the column map for orders or for performances, whichever it is for')
    .argument('<name>', 'name of the connection')
    .requiredOption('--file <file>', 'the map, JSON')
    .addOption(jsonOption())
    .action(async (connection: string, { file, json }: { file: string; json?: boolean }) =>
      setColumns(terminal, connection, file, json),
    );
  command
    .command('show')
    .description('the maps there are, who set them and when')
    .argument('<name>', 'name of the connection')
    .addOption(new Option('--map <records>', 'print this map alone, as it would be set').choices(KINDS))
    .addOption(jsonOption())
    .action(async (connection: string, options: ShowOptions) => showColumns(terminal, connection, options));
  command
    .command('suggest')
    .description('propose a map for a file, which is read here and sent nowhere')
    .argument('<name>', 'name of the connection')
    .requiredOption('--file <file>', 'CSV or XLSX file')
    .addOption(new Option('--records <records>', 'what its lines are; left out: what they look like').choices(KINDS))
    .option('--sheet <name>', 'of a workbook; left out: the first')
    .addOption(
      new Option('--header-line <line>', 'where the names of the columns are; left out: looked for').argParser(integer),
    )
    .action(async (connection: string, options: SuggestOptions) => suggestColumns(terminal, connection, options));
  return command;
}
