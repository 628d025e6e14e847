import { unreadable } from '../unreadable.ts';
import type { PackageParts } from './package-parts.ts';
import { attribute, readAllXml } from './read-xml.ts';

export interface Workbook {
  /** Where in the archive the sheet is that was asked for. */
  readonly sheet: string;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
}

/** A sheet with rows, as the workbook names it. */
export interface Sheet {
  readonly name: string;
  /** Not shown by spreadsheet programs unless asked for. */
  readonly isHidden: boolean;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** The sheets of a workbook in their order. @throws DeliveryFault part-unreadable */
export async function listSheets(archive: PackageParts): Promise<Sheet[]> {
  const { sheets } = await readContents(archive);
  return sheets.map(({ name, isHidden }) => ({ name, isHidden }));
}

/**
 * Finds a workbook's sheet, texts and styles; unless one is asked for, the first sheet that is shown.
 * @throws DeliveryFault part-unreadable
 */
export async function openWorkbook(archive: PackageParts, sheetName: string | undefined): Promise<Workbook> {
  const { sheets, relations, from1904 } = await readContents(archive);
  const asked = sheetName?.trim().toLowerCase();
  const sheet =
    asked === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : sheets.find(({ name }) => name.trim().toLowerCase() === asked);
  if (sheet === undefined) {
    throw unreadable(
      sheetName === undefined
        ? 'The XLSX file has no sheet.'
        : `None of the ${sheets.length} sheets of the XLSX file is called "${sheetName}".`,
      'Name the sheet in the map as it is called in the file.',
    );
  }
  return {
    sheet: sheet.target,
    sharedStrings: byType(relations, 'sharedStrings')?.target ?? null,
    styles: byType(relations, 'styles')?.target ?? null,
    from1904,
  };
}

/** Its sheets with rows, how dates are counted, and what it refers to. */
async function readContents(archive: PackageParts) {
  const root = await relationsOf(archive, '');
  const path = byType(root, 'officeDocument')?.target ?? 'xl/workbook.xml';
  const named: { name: string; id: string; isHidden: boolean }[] = [];
  let from1904 = false;
  await readAllXml(archive.read(path), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const isHidden = ['hidden', 'veryHidden'].includes(attributes.state ?? '');
      named.push({ name: attributes.name ?? '', id: attribute(attributes, 'id') ?? '', isHidden });
    },
  });
  const relations = await relationsOf(archive, path);
  // A chart may stand among the sheets; it has no rows.
  const sheets = named.flatMap(({ id, ...sheet }) => {
    const relation = relations.get(id);
    return relation?.type.endsWith('/worksheet') === true ? { ...sheet, target: relation.target } : [];
  });
  return { sheets, relations, from1904 };
}

function byType(relations: ReadonlyMap<string, Relation>, type: string): Relation | undefined {
  return [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`));
}

/** What a part of a package refers to, by id; `part` is '' for the package itself. Paths are from its root. */
async function relationsOf(archive: PackageParts, part: string): Promise<Map<string, Relation>> {
  const cut = part.lastIndexOf('/') + 1;
  const [folder, name] = [part.slice(0, cut), part.slice(cut)];
  const relations = new Map<string, Relation>();
  const file = `${folder}_rels/${name}.rels`;
  if (!archive.has(file)) return relations;
  await readAllXml(archive.read(file), {
    open(element, { Id = '', Type = '', Target = '', TargetMode }) {
      if (element !== 'Relationship' || TargetMode === 'External') return;
      relations.set(Id, { type: Type, target: pathOf(folder, Target) });
    },
  });
  return relations;
}

function pathOf(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
