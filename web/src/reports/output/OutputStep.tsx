import type { Output, ReportType } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconStack2, IconTable } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Definition, definitionAnchor } from '../definitions/Definition.tsx';
import { DragBoard, type Dropped } from '../palette/DragBoard.tsx';
import { leadTo } from '../palette/lead-to.ts';
import { Palette } from '../palette/Palette.tsx';
import { paletteItems } from '../palette/palette-items.ts';
import { GroupOptions } from './GroupOptions.tsx';
import { LineList } from './LineList.tsx';
import classes from './OutputStep.module.css';
import { addToOutput, dropLine, type List, linesOf, toGrouped, toRows } from './output-deeds.ts';
import type { OutputDraft } from './output-draft.ts';
import { SortBy } from './SortBy.tsx';

interface OutputStepProps {
  readonly type: ReportType;
  readonly output: OutputDraft;
  readonly fields: Output<'listReportFields'>;
  readonly onChange: (output: OutputDraft) => void;
}

/** Step 3: which columns, in which order, row by row or put together in groups. */
export function OutputStep({ type, output, fields, onChange }: OutputStepProps) {
  const { t } = useTranslation();
  const chosen = useRef<HTMLDivElement>(null);
  const isGrouped = output.mode === 'grouped';
  const items = paletteItems({ fields, type, measures: isGrouped, columns: true, t });
  const drop = ({ palette, item, over }: Dropped) => {
    const place = placeOf(output, over);
    if (place === null) return;
    if (palette !== null) onChange(addToOutput(output, fields, palette, place));
    else if (item !== null) onChange(dropLine(output, fields, item, place));
  };
  const lists: readonly List[] = isGrouped ? ['keys', 'measures'] : ['columns'];
  return (
    <DragBoard onDrop={drop}>
      <div className={classes.step}>
        <Palette
          title={t('output.available')}
          commonLabel={t('output.onlyCommon')}
          items={items}
          addLabel={(label) => t('output.add', { label })}
          onAdd={(id) => onChange(addToOutput(output, fields, id))}
          onShow={() => leadTo(chosen.current)}
          about={({ id, label, definition, pitfalls }) => (
            <Definition
              label={label}
              definition={definition}
              pitfalls={pitfalls}
              note={null}
              anchor={definitionAnchor(label, id.replace('measure:', ''))}
            />
          )}
        />
        <div ref={chosen} tabIndex={-1} className={classes.chosen}>
          <div className={classes.mode}>
            <p>{t(isGrouped ? 'output.groupedLead' : 'output.rowsLead')}</p>
            <Button
              leftSection={
                isGrouped ? <IconTable size={18} aria-hidden="true" /> : <IconStack2 size={18} aria-hidden="true" />
              }
              onClick={() => onChange(isGrouped ? toRows(output) : toGrouped(output, fields))}
            >
              {t(isGrouped ? 'output.toRows' : 'output.toGrouped')}
            </Button>
          </div>
          {lists.map((list) => (
            <LineList key={list} list={list} output={output} fields={fields} onChange={onChange} />
          ))}
          {isGrouped ? <GroupOptions output={output} onChange={onChange} /> : null}
          <SortBy output={output} fields={fields} onChange={onChange} />
        </div>
      </div>
    </DragBoard>
  );
}

/** Where something was dropped: before a line, or at the end of a list. */
function placeOf(output: OutputDraft, over: string): { list: List; index: number } | null {
  const [, list, id] = /^line:(columns|keys|measures):(\w+)$/.exec(over) ?? [];
  if (list === undefined) return null;
  const lines = linesOf(output, list as List);
  const at = lines.findIndex((line) => line.id === id);
  return { list: list as List, index: at < 0 ? lines.length : at };
}
