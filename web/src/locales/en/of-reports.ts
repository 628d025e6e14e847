// What the pages of reports say, beyond the few words in reports.ts that others say too.
export { filesWords } from './files.ts';
export { reportBuilderWords } from './report-builder.ts';
export { reportExplorerWords } from './report-explorer.ts';
export { reportOutputWords } from './report-output.ts';
export { reportResultWords } from './report-result.ts';
