/** Words of taking a report along as a file. */
export const filesWords = {
  files: {
    more: 'Other files',
    title: 'Take this report along',
    format: 'Kind of file',
    formats: { csv: 'CSV', xlsx: 'Excel', parquet: 'Parquet', json: 'JSON' },
    about: {
      csv: 'All rows as text, one line each. Opens anywhere.',
      xlsx: 'All rows as a workbook, with a sheet about the report: what was asked, how fresh the data is, what the columns mean.',
      parquet: 'All rows for programs that analyse data: small, and each column with its type.',
      json: 'All rows for programs, each an object.',
    },
    mark: 'Begin with the mark by which Excel knows the letters',
    outside: 'It is to be shared outside the organisation',
    outsideHint: 'Groups of fewer than 10 bookers are not shown, and people are rounded to 5.',
    onItsWay_one: '{{file}} is on its way, with {{count, number}} row.',
    onItsWay_other: '{{file}} is on its way, with {{count, number}} rows.',
    download: 'Download',
    close: 'Close',
  },
};
