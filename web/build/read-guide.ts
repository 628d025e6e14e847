// The Markdown of docs/guide becomes data for the web app. What it cannot draw, and links that lead nowhere, stop the build.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Token, Tokens } from 'marked';
import { lexer } from 'marked';
import { anchorOfHeading } from '../src/guide/anchor-of-heading.ts';
import type { Block, Guide, GuidePage, Inline, PageList, Passage } from '../src/guide/guide-page.ts';

/** The address of an Illuminate on the reader's own machine: such links are places in the app. */
const APP = 'http://127.0.0.1:4310';
const WAYS = 'Your way through';
const PARTS = 'All pages';

/** Where the documents are, and which of them are pages: those that the contents name. */
interface Place {
  readonly file: string;
  readonly files: ReadonlyMap<string, string>;
}

/** @throws Error with the file, for whatever cannot be a page */
export async function readGuide(folder: string): Promise<{ guide: Guide; files: string[] }> {
  const contents = join(folder, 'README.md');
  const tokens = lexer(await readFile(contents, 'utf8'));
  const listed = [...new Set(linksIn(tokens).filter((link) => link.endsWith('.md')))].map((link) => join(folder, link));
  const files = new Map(listed.map((file) => [file, basename(file, '.md')]));
  const pages = await Promise.all(listed.map(async (file) => readPage(await readFile(file, 'utf8'), { file, files })));
  const { title, lead } = opening(tokens, { file: contents, files });
  const [ways, parts] = [WAYS, PARTS].map((heading) => listsUnder(tokens, heading, folder, files)) as [
    PageList[],
    PageList[],
  ];
  const inParts = parts.flatMap(({ pages: slugs }) => slugs);
  const astray = pages.find(({ slug }) => !inParts.includes(slug));
  if (astray !== undefined) throw new Error(`${contents}: ${astray.slug} is not under “${PARTS}”.`);
  const inOrder = inParts.flatMap((slug) => pages.filter((page) => page.slug === slug));
  return { guide: { title, lead, ways, parts, pages: inOrder }, files: [contents, ...listed] };
}

export function readPage(text: string, place: Place): GuidePage {
  const tokens = lexer(text);
  const { title, lead, rest } = opening(tokens, place);
  const last = rest.at(-1);
  const reviewed = /^\*Last reviewed: (\d{4}-\d{2}-\d{2})\*$/.exec(last?.raw.trim() ?? '')?.[1];
  if (reviewed === undefined) throw new Error(`${place.file}: the last line does not say “*Last reviewed: DAY*”.`);
  const used = new Set<string>();
  const slug = place.files.get(place.file) ?? basename(place.file, '.md');
  return { slug, title, lead, blocks: blocksOf(rest.slice(0, -1), { ...place, used }), reviewed };
}

/** What the search looks through: a page's opening, then each part of it. */
export function passagesOf({ pages }: Guide): Passage[] {
  return pages.flatMap(({ slug, title, lead, blocks }) => {
    const found: { heading: string | null; anchor: string | null; texts: string[] }[] = [
      { heading: null, anchor: null, texts: [plain(lead)] },
    ];
    for (const block of blocks) {
      if (block.as === 'heading') found.push({ heading: plain(block.of), anchor: block.id, texts: [] });
      else found.at(-1)?.texts.push(plainBlock(block));
    }
    return found.map(({ heading, anchor, texts }) => ({
      page: slug,
      pageTitle: title,
      heading,
      anchor,
      text: texts.join(' '),
    }));
  });
}

const isSpace = ({ type }: Token): boolean => type === 'space' || type === 'hr';

function opening(tokens: readonly Token[], place: Place): { title: string; lead: Inline[]; rest: Token[] } {
  const [heading, first, ...rest] = tokens.filter((token) => !isSpace(token));
  if (heading?.type !== 'heading' || heading.depth !== 1) throw new Error(`${place.file}: the first line is no title.`);
  if (first?.type !== 'paragraph') throw new Error(`${place.file}: no sentence under the title says what it is about.`);
  return { title: plain(inlines(heading.tokens, place)), lead: inlines(first.tokens, place), rest };
}

function listsUnder(
  tokens: readonly Token[],
  heading: string,
  folder: string,
  files: ReadonlyMap<string, string>,
): PageList[] {
  const begin = tokens.findIndex((token) => token.type === 'heading' && token.depth === 2 && token.text === heading);
  const end = tokens.findIndex((token, at) => at > begin && token.type === 'heading' && token.depth === 2);
  const under = tokens.slice(begin + 1, end === -1 ? undefined : end).filter((token) => !isSpace(token));
  const lists = under.flatMap((token, at) => {
    if (token.type !== 'list') return [];
    const pages = linksIn([token]).map((link) => files.get(join(folder, link)) ?? '');
    const title = String((under[at - 1] as Tokens.Heading | undefined)?.text ?? '');
    return [{ id: anchorOf(title, new Set()), title, pages }];
  });
  if (begin === -1 || lists.length === 0) throw new Error(`The contents have no lists under “${heading}”.`);
  return lists;
}

const linksIn = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => {
    const nested =
      token.type === 'list' ? (token as Tokens.List).items : ((token as { tokens?: Token[] }).tokens ?? []);
    return [...(token.type === 'link' ? [String(token.href)] : []), ...linksIn(nested)];
  });

function blocksOf(tokens: readonly Token[], place: Place & { used: Set<string> }): Block[] {
  return tokens
    .filter((token) => !isSpace(token))
    .map((token): Block => {
      switch (token.type) {
        case 'heading': {
          const of = inlines(token.tokens, place);
          return { as: 'heading', level: token.depth, id: anchorOf(plain(of), place.used), of };
        }
        case 'paragraph':
          return paragraphOf(token as Tokens.Paragraph, place);
        case 'text':
          return { as: 'paragraph', of: inlines((token as Tokens.Text).tokens ?? [token], place) };
        case 'list':
          return {
            as: 'list',
            ordered: (token as Tokens.List).ordered,
            items: (token as Tokens.List).items.map((item) => blocksOf(item.tokens, place)),
          };
        case 'table': {
          const { header, rows } = token as Tokens.Table;
          if (header.some(({ text }) => text === ''))
            throw new Error(`${place.file}: a column has no heading: ${token.raw.slice(0, 60)}`);
          const cells = (row: readonly Tokens.TableCell[]) => row.map((cell) => inlines(cell.tokens, place));
          return { as: 'table', head: cells(header), rows: rows.map(cells) };
        }
        case 'code':
          return { as: 'code', text: (token as Tokens.Code).text };
        case 'blockquote':
          return { as: 'quote', of: blocksOf((token as Tokens.Blockquote).tokens, place) };
        default:
          throw new Error(`${place.file}: the guide cannot draw a ${token.type}: ${token.raw.slice(0, 60)}`);
      }
    });
}

/** “→ [Connections](…)” alone on its line is a way into the app. */
function paragraphOf(token: Tokens.Paragraph, place: Place): Block {
  const of = inlines(token.tokens, place);
  const [arrow, link, more] = of;
  return arrow === '→ ' && typeof link === 'object' && link.as === 'app' && more === undefined
    ? { as: 'way', to: link.to, of: link.of }
    : { as: 'paragraph', of };
}

function inlines(tokens: readonly Token[] | undefined, place: Place): Inline[] {
  return (tokens ?? []).flatMap((token): Inline[] => {
    switch (token.type) {
      case 'text':
      case 'escape':
        return (token as Tokens.Text).tokens === undefined
          ? [unescaped(token.text).replaceAll('\n', ' ')]
          : inlines((token as Tokens.Text).tokens, place);
      case 'strong':
      case 'em':
        return [{ as: token.type, of: inlines(token.tokens, place) }];
      case 'codespan':
        return [{ as: 'code', text: unescaped(token.text) }];
      case 'br':
        return [' '];
      case 'link':
        return linkOf(token as Tokens.Link, place);
      default:
        throw new Error(`${place.file}: the guide cannot draw a ${token.type}: ${token.raw.slice(0, 60)}`);
    }
  });
}

function linkOf({ href, tokens }: Tokens.Link, place: Place): Inline[] {
  const of = inlines(tokens, place);
  if (href.startsWith(`${APP}/`)) return [{ as: 'app', to: href.slice(APP.length), of }];
  if (href.startsWith('https://')) return [{ as: 'away', href, of }];
  const [path = '', anchor = null] = href.split('#');
  const page = place.files.get(path === '' ? place.file : join(dirname(place.file), path));
  // A document of the source that is not a page: its words stay, and lead nowhere.
  return page === undefined ? of : [{ as: 'page', page, anchor, of }];
}

function anchorOf(heading: string, used: Set<string>): string {
  const plainId = anchorOfHeading(heading);
  let id = plainId;
  for (let again = 1; used.has(id); again += 1) id = `${plainId}-${again}`;
  used.add(id);
  return id;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);

function plain(line: readonly Inline[]): string {
  return line
    .map((piece) => (typeof piece === 'string' ? piece : piece.as === 'code' ? piece.text : plain(piece.of)))
    .join('');
}

function plainBlock(block: Block): string {
  switch (block.as) {
    case 'list':
      return block.items.flatMap((item) => item.map(plainBlock)).join(' ');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plain).join(': ')).join('; ');
    case 'code':
      return block.text;
    case 'quote':
      return block.of.map(plainBlock).join(' ');
    default:
      return plain(block.of);
  }
}
