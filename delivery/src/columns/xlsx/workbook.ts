import { unreadable } from '../unreadable.ts';
import { attribute, readAllXml } from './read-xml.ts';
import type { Archive } from './zip.ts';

export interface Workbook {
  /** Where in the archive the sheet is that was asked for. */
  readonly sheet: string;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Finds a workbook's sheet, texts and styles. @throws DeliveryFault part-unreadable */
export async function openWorkbook(archive: Archive, sheetName: string | undefined): Promise<Workbook> {
  const root = await relationsOf(archive, '');
  const path = byType(root, 'officeDocument')?.target ?? 'xl/workbook.xml';
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  await readAllXml(archive.read(path), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name === 'sheet') sheets.push({ name: attributes.name ?? '', id: attribute(attributes, 'id') ?? '' });
    },
  });
  const relations = await relationsOf(archive, path);
  // A chart may stand among the sheets; it has no rows.
  const withRows = sheets.filter(({ id }) => relations.get(id)?.type.endsWith('/worksheet') === true);
  const asked = sheetName?.trim().toLowerCase();
  const sheet = asked === undefined ? withRows[0] : withRows.find(({ name }) => name.trim().toLowerCase() === asked);
  const target = sheet === undefined ? undefined : relations.get(sheet.id)?.target;
  if (target === undefined) {
    throw unreadable(
      sheetName === undefined
        ? 'The XLSX file has no sheet.'
        : `None of the ${withRows.length} sheets of the XLSX file is called "${sheetName}".`,
      'Name the sheet in the map as it is called in the file.',
    );
  }
  return {
    sheet: target,
    sharedStrings: byType(relations, 'sharedStrings')?.target ?? null,
    styles: byType(relations, 'styles')?.target ?? null,
    from1904,
  };
}

function byType(relations: ReadonlyMap<string, Relation>, type: string): Relation | undefined {
  return [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`));
}

/** What a part of a package refers to, by id; `part` is '' for the package itself. Paths are from its root. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
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
