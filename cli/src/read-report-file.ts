import { readFile } from 'node:fs/promises';
import { type ReportFile, reportFile, toldIssues } from '@illuminate/contract';
import { parse, YAMLParseError } from 'yaml';
import { UsageError } from './errors.ts';

/** A report from a file of YAML or JSON; null where there is no such file. @throws UsageError that says where it is no report */
export async function readReportFile(path: string): Promise<ReportFile | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    // What is called like a file is meant as one, and not as the name of a report.
    if (/\.(ya?ml|json)$|[/\\]/i.test(path)) throw noFile(path);
    return null;
  }
  let data: unknown;
  try {
    // JSON is YAML too. Aliases are not followed: a small file must not become a big one.
    data = parse(text, { maxAliasCount: 0 });
  } catch (err) {
    const at = err instanceof YAMLParseError ? ` at line ${err.linePos?.[0].line ?? '?'}` : '';
    throw new UsageError(`${path} is neither YAML nor JSON${at}.`);
  }
  const read = reportFile.safeParse(data);
  if (read.success) return read.data;
  const [issue] = toldIssues(read.error.issues);
  throw new UsageError(
    `${path} is no report: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unreadable'}.`,
  );
}

export const noFile = (path: string): UsageError =>
  new UsageError(`There is no file ${path} that can be read. A ready report is run by --ready NAME.`);
