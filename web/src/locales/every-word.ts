// Only the type of this is used: which words there are, whether they are here from the start or come later.

import { activitiesWords } from './en/activities.ts';
import * as ofReports from './en/of-reports.ts';
import { uploadsWords } from './en/uploads.ts';
import { en } from './en.ts';

export const everyWord = {
  ...en,
  ...activitiesWords,
  ...uploadsWords,
  ...ofReports.filesWords,
  ...ofReports.reportBuilderWords,
  ...ofReports.reportExplorerWords,
  ...ofReports.reportOutputWords,
  ...ofReports.reportResultWords,
};
