/** As wide as the platform sets the text of a mail. */
const WIDTH = 72;

/** The text of a mail with its lines as long as their sentences, so that a screen of any width breaks them itself. */
export function unfoldMail(text: string): string {
  return text
    .split('\n\n')
    .map((block) => unfoldBlock(block.split('\n')))
    .join('\n\n');
}

function unfoldBlock(lines: readonly string[]): string {
  const starts = lines.filter((line) => !line.startsWith('  '));
  // Items and facts go on indented, and only so.
  const isListed = [ITEM, FACT].some((form) => starts.every((line) => form.test(line)));
  const unfolded: string[] = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const goesOn = before !== undefined && (line.startsWith('  ') || (!isListed && wasBroken(before, line)));
    if (goesOn) unfolded.push(`${unfolded.pop()} ${line.replace(CONTINUED, '')}`);
    else unfolded.push(line);
  }
  return unfolded.join('\n');
}

const ITEM = /^(?:-|\d+\.) /;
const FACT = /^[^:]+: /;
const CONTINUED = /^(?: {2}|> )/;

/** Whether the next word would not have fitted. A link stands on a line of its own in any case. */
function wasBroken(before: string, line: string): boolean {
  const [word = ''] = line.replace(CONTINUED, '').split(' ');
  return word !== '' && !word.startsWith('http') && before.length + 1 + word.length > WIDTH;
}
