import { type Block, type Letter, oneLine, ownLines } from './letter.ts';

const WIDTH = 72;

/** A letter as plain text. Links stand on lines of their own, so that no mail client cuts them. */
export function renderText({ heading, blocks, why }: Letter, address: string): string {
  const parts = [
    wrapped(oneLine(heading)),
    ...blocks.map((block) => renderBlock(block, address)),
    `-- \n${wrapped(`Illuminate. ${oneLine(why)}`)}\n${address}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderBlock(block: Block, address: string): string {
  switch (block.kind) {
    case 'paragraph':
      return wrapped(oneLine(block.text));
    case 'button':
      return `${oneLine(block.label)}:\n${new URL(block.path, address).href}`;
    case 'facts':
      return block.facts.map(([label, value]) => wrapped(`${oneLine(label)}: ${oneLine(value)}`, '  ')).join('\n');
    case 'list':
      return block.items
        .map((item, at) => `${block.numbered ? `${at + 1}.` : '-'} ${oneLine(item)}`)
        .map((line) => wrapped(line, '  '))
        .join('\n');
    case 'quote':
      return ownLines(block.text)
        .flatMap((line) => wrapped(line).split('\n'))
        .map((line) => `> ${line}`.trimEnd())
        .join('\n');
  }
}

/** At spaces; a word longer than a line stays whole. */
function wrapped(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? (lines.length === 0 ? '' : indent) + word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
