import { ApiError, type DoctorReport, doctorReport, type Finding } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { localDataFolder, runServer } from '../offline.ts';
import { type Block, printResult, type Tone } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { jsonOption } from './options.ts';

interface DoctorOptions {
  readonly thorough?: boolean;
  readonly json?: boolean;
}

const TONES: Readonly<Record<Finding['level'], Tone>> = { ok: 'ok', note: 'info', warning: 'warn', problem: 'bad' };

const SERVER: Readonly<Record<DoctorReport['server'], string>> = {
  running: 'Illuminate runs',
  stopped: 'Illuminate is stopped; its data folder was looked at',
  silent: 'Illuminate does not answer, though a process has its data folder',
};

export function doctorCommand(terminal: Terminal): Command {
  return new Command('doctor')
    .description(
      'look the installation over, running or stopped: ends with 0 if all is well, with 1 if there are findings',
    )
    .option('--thorough', 'also read every block of every store, and the whole audit trail')
    .addOption(jsonOption())
    .action(async ({ thorough = false, json = false }: DoctorOptions) => {
      const report = await fromServer(terminal, thorough).catch((err: unknown) => {
        if (!isSilent(err) || terminal.env.ILLUMINATE_URL || terminal.env.ILLUMINATE_API_KEY) throw err;
        return fromFolder(terminal, thorough);
      });
      printResult(terminal, { json: report, blocks: blocksOf(report) }, json);
      if (!report.well) throw new CommandFailed(summary(report), EXIT.failed);
    });
}

/** Nobody answers, or somebody who is starting or stopping, or who does not know the key of this folder. */
const isSilent = (err: unknown): boolean =>
  err instanceof ApiError && ['unreachable', 'not-ready', 'not-signed-in'].includes(err.problem.code);

const fromServer = (terminal: Terminal, thorough: boolean): Promise<DoctorReport> =>
  connect(terminal).call('runDoctor', { query: { thorough: thorough ? 'on' : 'off' } });

async function fromFolder(terminal: Terminal, thorough: boolean): Promise<DoctorReport> {
  const folder = localDataFolder(terminal);
  const written = await runServer(terminal, {
    args: ['doctor', ...(thorough ? ['--thorough'] : [])],
    env: folder === null ? {} : { ILLUMINATE_DATA: folder },
    otherwise: 'The data folder could not be looked at; see above.',
    quiet: true,
  });
  return doctorReport.parse(JSON.parse(written));
}

function blocksOf(report: DoctorReport): Block[] {
  const { findings, server, version } = report;
  const acting = findings.filter(({ level, nextStep }) => level !== 'ok' && nextStep !== null);
  return [
    { kind: 'line', text: `${SERVER[server]} (${version}). ${summary(report)}` },
    {
      kind: 'table',
      columns: [{ title: 'Check' }, { title: 'How' }, { title: 'What' }, { title: 'Finding' }],
      rows: findings.map(({ check, level, subject, detail }) => [
        check,
        { text: level, tone: TONES[level] },
        subject,
        detail,
      ]),
    },
    ...(acting.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            title: 'What to do',
            items: acting.map(({ subject, nextStep }) => `${subject}: ${nextStep}`),
          },
        ]),
  ];
}

function summary({ findings }: DoctorReport): string {
  const problems = findings.filter(({ level }) => level === 'problem').length;
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  if (problems + warnings === 0) return 'All is well.';
  return `${[count(problems, 'problem'), count(warnings, 'warning')].join(', ')}.`;
}
