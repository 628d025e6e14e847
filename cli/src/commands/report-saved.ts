// Saved reports: list, show, save from a file, copy, put away; and the history of runs.
import {
  type Client,
  OPERATIONS,
  type ReportDraft,
  type ReportRun,
  type ReportSummary,
  type SavedReport,
} from '@illuminate/contract';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { criteriaOfFile, findReport, lookForReport } from '../find-report.ts';
import { printResult, type Result, type Tone, tableUnlessEmpty } from '../output.ts';
import { noFile, readReportFile } from '../read-report-file.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { integer, jsonOption, organisationOption } from './options.ts';

interface Common {
  readonly organisation: string;
  readonly json?: boolean;
}

const utcTime = (instant: string): string => `${wallTime(instant, 'UTC')} UTC`;
const left = (...titles: string[]) => titles.map((title) => ({ title, align: 'left' as const }));

function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description(OPERATIONS.listReports.summary)
    .addOption(organisationOption())
    .option('--search <words>', 'with all of these words in name, description, folder or owner')
    .option('--folder <name>', 'in this folder')
    .option('--archived', 'those that were put away instead')
    .addOption(jsonOption())
    .action(async (options: Common & { search?: string; folder?: string; archived?: boolean }) => {
      const { organisation, json, search, folder, archived } = options;
      const answer = await connect(terminal).call('listReports', {
        params: { organisation },
        query: {
          ...(search === undefined ? {} : { search }),
          ...(folder === undefined ? {} : { folder }),
          archived: archived === true ? 'yes' : 'no',
        },
      });
      const none =
        'No saved reports. Save one with illuminate report save FILE, or run one that is ready: illuminate report ready lists them.';
      const summary = answer.items.length === 0 ? none : count(answer.items.length, 'report');
      const columns = left('Name', 'Folder', 'Type', 'Owner', 'Seen by', 'Last run', 'Id');
      const blocks = [{ kind: 'line' as const, text: summary }, ...tableUnlessEmpty(columns, answer.items.map(cells))];
      printResult(terminal, { json: answer, blocks }, json);
    });
}

const cells = ({ id, name, folder, type, owner, visibility, lastRun, isFavourite }: ReportSummary): string[] => [
  isFavourite ? `★ ${name}` : name,
  folder ?? '',
  type,
  owner,
  visibility === 'own' ? 'its owner' : 'everybody',
  lastRun === null ? '–' : utcTime(lastRun.at),
  id,
];

function describeReport(report: SavedReport): Result {
  const { criteriaSet, lastRun } = report;
  return {
    json: report,
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Report', report.name],
          ['Id', report.id],
          ['Description', report.description === '' ? null : report.description],
          ['Rows', report.grain],
          ['Asks', report.sentence],
          ['Criteria set', criteriaSet === null ? null : `${criteriaSet.name} (${criteriaSet.id})`],
          ['Folder', report.folder],
          ['Seen by', report.visibility === 'own' ? 'its owner and administrators' : 'everybody in the organisation'],
          ['Owner', report.owner],
          ['Changed', `${utcTime(report.changedAt)} by ${report.changedBy} (version ${report.version})`],
          ['Read only', report.isReadOnly ? 'yes' : null],
          ['Archived', report.archivedAt === null ? null : utcTime(report.archivedAt)],
          ['Last run', lastRun === null ? null : `${utcTime(lastRun.at)} by ${lastRun.by}`],
        ],
      },
    ],
    remarks: report.changedDefinitions.map(({ sentence }) => sentence),
  };
}

/** As `report save` reads it. */
function fileOf({ name, description, type, folder, visibility, isReadOnly, criteria, output, template }: SavedReport) {
  const asked = 'own' in criteria ? criteria.own : criteria;
  return stringify({ name, description, type, folder, visibility, isReadOnly, criteria: asked, output, template });
}

function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description(OPERATIONS.showReport.summary)
    .argument('<report>', 'its name or id')
    .addOption(organisationOption())
    .option('--yaml', 'print it as a file that `illuminate report save` takes')
    .addOption(jsonOption())
    .action(async (named: string, { organisation, json, yaml }: Common & { yaml?: boolean }) => {
      const client = connect(terminal);
      const { id } = await findReport(client, organisation, named);
      const report = await client.call('showReport', { params: { organisation, report: id } });
      if (yaml === true) terminal.out(fileOf(report));
      else printResult(terminal, describeReport(report), json);
    });
}

function saveCommand(terminal: Terminal): Command {
  return new Command('save')
    .description('save a report from a file: as a new one, or as the next version of the one with its name')
    .argument('<file>', 'the report as YAML or JSON, with a name')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (path: string, { organisation, json }: Common) => {
      const file = await readReportFile(path);
      if (file === null) throw noFile(path);
      const { v: _v, name, ...rest } = file;
      if (name === undefined) {
        throw new UsageError(`${path} has no name: begin it with a line such as name: Tickets by event.`);
      }
      const client = connect(terminal);
      const draft = { ...rest, name, criteria: await criteriaOfFile(client, organisation, file) };
      const { saved, sentence } = await saveDraft(client, organisation, draft);
      const { json: answer, blocks, remarks = [] } = describeReport(saved);
      printResult(terminal, { json: answer, blocks, remarks: [sentence, ...remarks] }, json);
    });
}

async function saveDraft(
  client: Client,
  organisation: string,
  draft: ReportDraft,
): Promise<{ saved: SavedReport; sentence: string }> {
  const there = await lookForReport(client, organisation, draft.name);
  if (there === null || there.archivedAt !== null) {
    const saved = await client.call('createReport', { params: { organisation }, body: draft });
    return { saved, sentence: `Saved “${saved.name}”.` };
  }
  if (there.type !== draft.type) {
    throw new UsageError(
      `“${there.name}” is a ${there.type} report, which cannot become a ${draft.type} report: give the file another name.`,
    );
  }
  const { type: _type, ...words } = draft;
  const saved = await client.call('changeReport', {
    params: { organisation, report: there.id },
    body: { ...words, version: there.version },
  });
  const isSame = saved.version === there.version;
  return {
    saved,
    sentence: isSame ? `“${saved.name}” is so already.` : `Saved version ${saved.version} of “${saved.name}”.`,
  };
}

function copyCommand(terminal: Terminal): Command {
  return new Command('copy')
    .description(OPERATIONS.copyReport.summary)
    .argument('<report>', 'its name or id')
    .addOption(organisationOption())
    .option('--name <name>', 'of the copy')
    .addOption(jsonOption())
    .action(async (named: string, { organisation, json, name }: Common & { name?: string }) => {
      const client = connect(terminal);
      const { id } = await findReport(client, organisation, named);
      const body = name === undefined ? {} : { name };
      const copy = await client.call('copyReport', { params: { organisation, report: id }, body });
      printResult(terminal, describeReport(copy), json);
    });
}

function archiveCommand(terminal: Terminal): Command {
  return new Command('archive')
    .description(OPERATIONS.archiveReport.summary)
    .argument('<report>', 'its name or id')
    .addOption(organisationOption())
    .option('--restore', 'take it out of the archive instead')
    .addOption(jsonOption())
    .action(async (named: string, { organisation, json, restore }: Common & { restore?: boolean }) => {
      const client = connect(terminal);
      const { id } = await findReport(client, organisation, named);
      const operation = restore === true ? 'restoreReport' : 'archiveReport';
      printResult(
        terminal,
        describeReport(await client.call(operation, { params: { organisation, report: id } })),
        json,
      );
    });
}

const TONES: Readonly<Record<ReportRun['state'], Tone>> = {
  running: 'info',
  succeeded: 'ok',
  failed: 'bad',
  cancelled: 'neutral',
  'cut-off': 'warn',
};

function runsCommand(terminal: Terminal): Command {
  return new Command('runs')
    .description(OPERATIONS.listReportRuns.summary)
    .argument('[report]', 'of this saved report, by name or id')
    .addOption(organisationOption())
    .option('--limit <runs>', 'most runs shown', integer, 50)
    .option('--cancel <run>', 'end this one instead')
    .addOption(jsonOption())
    .action(
      async (named: string | undefined, options: Common & { readonly limit: number; readonly cancel?: string }) => {
        const { organisation, json, limit, cancel } = options;
        const client = connect(terminal);
        const params = { organisation };
        if (cancel !== undefined) {
          const run = await client.call('cancelReportRun', { params: { ...params, run: cancel } });
          return printResult(terminal, describeRuns([run], run), json);
        }
        const of = named === undefined ? {} : { report: (await findReport(client, organisation, named)).id };
        const { items } = await allPages(
          (query) => client.call('listReportRuns', { params, query: { ...query, ...of } }),
          limit,
        );
        printResult(terminal, describeRuns(items, { items, nextCursor: null }), json);
      },
    );
}

function describeRuns(runs: readonly ReportRun[], json: unknown): Result {
  const rows = runs.map((run) => [
    run.id,
    run.report?.name ?? 'sent along',
    utcTime(run.startedAt),
    run.by,
    { text: run.state, tone: TONES[run.state] },
    run.rows === null ? '–' : String(run.rows),
    `${(run.milliseconds / 1_000).toFixed(1)} s`,
    run.problem ?? run.progress?.sentence ?? '',
  ]);
  const columns = left('Run', 'Report', 'Started', 'By', 'State', 'Rows', 'Took', '');
  const nothing = { kind: 'line' as const, text: 'No runs yet.' };
  return { json, blocks: rows.length === 0 ? [nothing] : [{ kind: 'table', columns, rows }] };
}

/** The commands about saved reports, for `illuminate report`. */
export const savedReportCommands = (terminal: Terminal): Command[] =>
  [listCommand, showCommand, saveCommand, copyCommand, archiveCommand, runsCommand].map((create) => create(terminal));
