/** A cell for a spreadsheet's clipboard: no tabs or lines inside, and nothing that it would take for a formula. */
function cellOf(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

/** A table as text that spreadsheets paste into cells: tabs between columns, one line a row, the header first. */
export function tableText(
  columns: readonly { readonly name: string; readonly label: string }[],
  rows: readonly object[],
): string {
  const lines = rows.map((row) =>
    columns.map(({ name }) => cellOf((row as Record<string, string | number | undefined>)[name])).join('\t'),
  );
  return [columns.map(({ label }) => cellOf(label)).join('\t'), ...lines].join('\n');
}
