import type { AgreementBlock } from '@illuminate/contract';

/** The Markdown of an agreement as pages draw it: it has headings, paragraphs and lists, and nothing else. */
export function blocksOf(text: string): AgreementBlock[] {
  return text
    .split('\n\n')
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block): AgreementBlock => {
      if (block.startsWith('# ')) return { kind: 'title', text: block.slice(2) };
      if (block.startsWith('## ')) return { kind: 'heading', text: block.slice(3) };
      if (block.startsWith('- ')) return { kind: 'list', items: block.split('\n').map((line) => line.slice(2)) };
      return { kind: 'text', text: block };
    });
}
