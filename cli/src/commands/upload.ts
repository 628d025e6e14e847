import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Client,
  MAX_UPLOAD_PART_BYTES,
  type Upload,
  type UploadMap,
  type UploadProposal,
  type UploadTicketTypes,
  uploadMap,
} from '@illuminate/contract';
import { Command, Option } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import type { Terminal } from '../terminal.ts';
import { describeProposal, describeUpload, describeUploads } from './describe-uploads.ts';
import { integer, jsonOption, organisationOption } from './options.ts';

interface UploadOptions {
  readonly organisation: string;
  readonly kind: Upload['kind'];
  readonly amounts?: 'major' | 'minor';
  readonly headerLine?: number;
  readonly fillMerged?: boolean;
  readonly map?: string;
  readonly saveMap?: string;
  readonly check?: boolean;
  readonly confirm?: boolean;
  readonly partial?: boolean;
  readonly takeClasses?: boolean;
  readonly rejected?: string;
  readonly json?: boolean;
}

interface OneUpload {
  readonly organisation: string;
  readonly json?: boolean;
}

const ASK_EVERY = 400;
const MOST_SHOWN = 20;
const kindOption = () =>
  new Option('--kind <kind>', 'what the file holds').choices(['sales', 'events', 'counts']).makeOptionMandatory();

async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new UsageError(`There is no file ${path}.`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { bytes: found.size, sha256: hash.digest('hex') };
}

async function readMap(path: string): Promise<UploadMap> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (err) {
    const code = (err as NodeJS.ErrnoException).code;
    throw new UsageError(code === undefined ? `${path} is not JSON.` : `${path} cannot be read (${code}).`);
  }
  const { data, error } = uploadMap.safeParse(value);
  if (data !== undefined) return data;
  const wrong = error.issues.map(({ path: place, message }) => `${place.join('.')}: ${message}`);
  throw new UsageError(`${path} is no map of an upload: ${wrong.join('; ')}`);
}

/** Sends what is missing of a file, from where an earlier try ended. */
async function send(terminal: Terminal, client: Client, path: string, { options, begun }: Sending): Promise<Upload> {
  const line = createProgressLine(terminal, options.json === true);
  const file = await open(path, 'r');
  let upload = begun;
  try {
    while (upload.state === 'receiving') {
      const offset = upload.receivedBytes;
      const bytes = new Uint8Array(Math.min(MAX_UPLOAD_PART_BYTES, upload.bytes - offset));
      await file.read(bytes, 0, bytes.length, offset);
      const params = { organisation: options.organisation, upload: upload.id, offset };
      upload = await client.call('sendUploadPart', { params, bytes });
      line.show({
        done: upload.receivedBytes,
        total: upload.bytes,
        text: `${upload.receivedBytes} of ${upload.bytes} bytes`,
      });
    }
    return upload;
  } finally {
    line.end();
    await file.close();
  }
}

interface Sending {
  readonly options: UploadOptions;
  readonly begun: Upload;
}

/** Asks for an upload until nothing goes on with it. */
async function wait(
  terminal: Terminal,
  client: Client,
  { organisation, json }: OneUpload,
  begun: Upload,
): Promise<Upload> {
  const line = createProgressLine(terminal, json === true);
  let upload = begun;
  try {
    while (upload.state === 'checking' || upload.state === 'loading') {
      const { done = 0, of = null, unit = 'rows' } = upload.progress ?? {};
      line.show({ done, total: of ?? 0, text: `${upload.state}: ${done.toLocaleString('en-GB')} ${unit}` });
      await terminal.wait(ASK_EVERY);
      upload = await client.call('showUpload', { params: { organisation, upload: upload.id } });
    }
  } finally {
    line.end();
  }
  if (upload.failure !== null) {
    throw new CommandFailed(`${upload.failure.what}\nNext: ${upload.failure.nextStep}`, EXIT.failed);
  }
  return upload;
}

function lacks({ missing, fields, form, alternatives, remarks }: UploadProposal): string {
  const needed = missing.map((name) => {
    const { why = '', otherwise } = fields.find(({ field }) => field === name) ?? {};
    const constant = otherwise === 'constant' ? ` The same on every line? Say it under "constants".` : '';
    return `  ${name}: ${why}${constant}`;
  });
  // Not one column that is needed: rather another kind of sheet than other words for the same.
  const isStrange = fields.every(({ field, required }) => !required || missing.includes(field));
  const others = alternatives.sheets.filter(({ name }) => name !== form.sheet).map(({ name }) => `“${name}”`);
  return [
    ...(others.length === 0
      ? []
      : [
          `The sheet “${form.sheet}” was read. Others are ${others.join(', ')}: say one as "sheet" under "form" of the map.`,
        ]),
    'No column of the file is seen to be:',
    ...needed,
    ...remarks,
    ...(isStrange ? ['If the sheet is a summary, such as a pivot table, upload the list that it was made from.'] : []),
    'Next: write the map to a file with --save-map MAP.json, say in it which columns these are, and give it by --map MAP.json.',
  ].join('\n');
}

async function runUpload(terminal: Terminal, path: string, options: UploadOptions): Promise<void> {
  const { organisation, kind } = options;
  const client = connect(terminal);
  const given = options.map === undefined ? null : await readMap(options.map);
  const announced = { kind, fileName: basename(path), ...(await digestOf(path)) };
  const begun = await client.call('beginUpload', { params: { organisation }, body: announced });
  let upload = await send(terminal, client, path, { options, begun });
  const params = { organisation, upload: upload.id };
  if (given === null || options.saveMap !== undefined) {
    const said = formSaid(options);
    const form = { ...given?.form, ...said };
    const proposal = await client.call('proposeUploadMap', { params, body: { form } });
    const map = { ...proposal.map, ...(Object.keys(said).length === 0 ? {} : { form }) };
    if (options.saveMap !== undefined) {
      await writeFile(options.saveMap, `${JSON.stringify(given ?? map, null, 2)}\n`);
      printResult(terminal, describeProposal(options.saveMap, proposal), options.json);
      return;
    }
    if (proposal.missing.length > 0) throw new CommandFailed(lacks(proposal), EXIT.failed);
    upload = await client.call('checkUpload', { params, body: { map } });
  } else {
    upload = await client.call('checkUpload', { params, body: { map: given } });
  }
  upload = await wait(terminal, client, options, upload);
  const { check } = upload;
  if (check === null) throw new CommandFailed('The check was stopped. Run the command again.', EXIT.failed);
  if (options.rejected !== undefined) {
    const { text } = await client.call('downloadRejectedRows', { params });
    await writeFile(options.rejected, text);
  }
  // What is wrong with a file goes with it once it is loaded.
  const problems = await allPages((query) => client.call('listUploadProblems', { params, query }), MOST_SHOWN);
  if (options.confirm === true && options.check !== true) {
    const { items } = await client.call('listUploadTicketTypes', { params });
    const ticketTypes = options.takeClasses === true ? suggestedClasses(items) : [];
    const body = { check: check.id, acceptPartial: options.partial === true, ticketTypes };
    upload = await wait(terminal, client, options, await client.call('confirmUpload', { params, body }));
    if (upload.state !== 'loaded')
      throw new CommandFailed(`${upload.fileName} was not loaded. Confirm it again.`, EXIT.failed);
  }
  const types = await client.call('listUploadTicketTypes', { params });
  printResult(terminal, describeUpload(upload, { problems: problems.items, types: types.items }), options.json);
}

/** What the command line says of how the file is read. */
const formSaid = ({ amounts, headerLine, fillMerged }: UploadOptions): NonNullable<UploadMap['form']> => ({
  ...(amounts === undefined ? {} : { amounts }),
  ...(headerLine === undefined ? {} : { headerLine }),
  ...(fillMerged === undefined ? {} : { fillMerged }),
});

/** Of the types that have no class, those for which one is suggested. */
const suggestedClasses = (items: UploadTicketTypes['items']) =>
  items.flatMap(({ ticketType, sorted, suggestion }) =>
    sorted !== null || suggestion === null
      ? []
      : [{ ticketType, class: suggestion.class, isConcession: suggestion.isConcession }],
  );

/** `illuminate upload FILE`, and what is done with uploads. */
export function uploadCommand(terminal: Terminal): Command {
  const command = new Command('upload').description(
    'upload sales, events or counts as CSV or XLSX, and take uploads back',
  );
  command
    .command('file', { isDefault: true })
    .description('upload a file; without --confirm it is only checked')
    .argument('<file>', 'a CSV or XLSX file')
    .addOption(organisationOption())
    .addOption(kindOption())
    .addOption(
      new Option('--amounts <unit>', 'whether whole numbers are pounds (major) or pence (minor)')
        .choices(['major', 'minor'])
        .conflicts('map'),
    )
    .addOption(
      new Option('--header-line <row>', 'row with the names of the columns, from 1; left out: it is found')
        .argParser(integer)
        .conflicts('map'),
    )
    .addOption(
      new Option(
        '--fill-merged',
        'give every row the value of the merged cell that covers it, in columns that name things such as events and days; as it is unless you say otherwise',
      ).conflicts('map'),
    )
    .addOption(
      new Option('--no-fill-merged', 'leave what a merged cell covers empty, but for its first row').conflicts('map'),
    )
    .option('--map <file>', 'how its columns are read, as JSON; left out: as was settled before, or as is proposed')
    .option('--save-map <file>', 'write the map that is proposed to a file, and do nothing else')
    .addOption(new Option('--check', 'check it and load nothing').conflicts('confirm'))
    .option('--confirm', 'load it if nothing is wrong with it')
    .option('--partial', 'with --confirm: load the rest although lines are rejected')
    .option('--take-classes', 'with --confirm: give ticket types without a class the one that is suggested')
    .option('--rejected <file>', 'write the rejected lines to a CSV file')
    .addOption(jsonOption())
    .action((path: string, options: UploadOptions) => runUpload(terminal, path, options));
  command
    .command('list')
    .description('the uploads of an organisation, the newest first')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async ({ organisation, json }: OneUpload) => {
      const client = connect(terminal);
      const { items } = await allPages((query) => client.call('listUploads', { params: { organisation }, query }));
      printResult(terminal, describeUploads(items), json);
    });
  command
    .command('show')
    .description('one upload: its check, its receipt, and what undoing it would do')
    .argument('<upload>', 'id of the upload')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (upload: string, { organisation, json }: OneUpload) => {
      const client = connect(terminal);
      const params = { organisation, upload };
      const shown = await client.call('showUpload', { params });
      const problems = await allPages((query) => client.call('listUploadProblems', { params, query }), MOST_SHOWN);
      const types = await client.call('listUploadTicketTypes', { params });
      const isLoaded = shown.state === 'loaded' || shown.state === 'undone';
      const effect = isLoaded ? await client.call('previewUndoUpload', { params }) : null;
      printResult(terminal, describeUpload(shown, { problems: problems.items, types: types.items, effect }), json);
    });
  for (const [name, id, does] of TURNS) {
    command
      .command(name)
      .description(does)
      .argument('<upload>', 'id of the upload')
      .addOption(organisationOption())
      .addOption(jsonOption())
      .action(async (upload: string, { organisation, json }: OneUpload) => {
        const turned = await connect(terminal).call(id, { params: { organisation, upload } });
        printResult(terminal, describeUpload(turned), json);
      });
  }
  command
    .command('template')
    .description('a CSV file with the header that needs no map')
    .addOption(organisationOption())
    .addOption(kindOption())
    .addOption(jsonOption())
    .action(async ({ organisation, kind, json }: Pick<UploadOptions, 'organisation' | 'kind' | 'json'>) => {
      const file = await connect(terminal).call('showUploadTemplate', { params: { organisation, kind } });
      printResult(terminal, { json: file, blocks: [{ kind: 'text', text: file.text }] }, json);
    });
  return command;
}

const TURNS = [
  ['undo', 'undoUpload', 'take an upload back: everything is as if it had never been loaded'],
  ['redo', 'redoUpload', 'put an upload back that was taken back'],
  ['cancel', 'cancelUpload', 'remove a file that was not confirmed'],
] as const;
