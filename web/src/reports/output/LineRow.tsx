import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { Output } from '@illuminate/contract';
import { IconGripVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Definition } from '../definitions/Definition.tsx';
import { LineName } from './LineName.tsx';
import { LineSettings } from './LineSettings.tsx';
import { LineTools } from './LineTools.tsx';
import { factsOf } from './line-facts.ts';
import classes from './OutputStep.module.css';
import { changeLine, type List } from './output-deeds.ts';
import type { KeyColumn, MeasureColumn, OutputDraft, RowColumn } from './output-draft.ts';

interface LineRowProps {
  readonly list: List;
  readonly line: RowColumn | KeyColumn | MeasureColumn;
  readonly at: number;
  readonly count: number;
  readonly output: OutputDraft;
  readonly fields: Output<'listReportFields'>;
  readonly onChange: (output: OutputDraft) => void;
}

/** One column: what it is, how it is grouped or worked out, how it is shown, and where it stands. */
export function LineRow({ list, line, at, count, output, fields, onChange }: LineRowProps) {
  const { t } = useTranslation();
  const facts = factsOf(line, fields);
  const name = facts?.name ?? ('measure' in line ? line.measure : line.field);
  const label = line.label ?? name;
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: `item:${list}:${line.id}`,
    data: { item: `${list}:${line.id}`, label },
    attributes: { roleDescription: t('palette.draggable') },
  });
  const { setNodeRef: setDropRef, isOver } = useDroppable({
    id: `line:${list}:${line.id}`,
    data: { label: t('output.before', { label }) },
  });
  return (
    <li
      ref={setDropRef}
      className={classes.line}
      data-over={isOver ? '' : undefined}
      data-dragging={isDragging ? '' : undefined}
    >
      <div className={classes.what}>
        <button
          type="button"
          ref={setNodeRef}
          {...attributes}
          {...listeners}
          className={classes.grip}
          aria-label={t('output.move', { label })}
        >
          <IconGripVertical size={18} stroke={1.5} aria-hidden="true" />
        </button>
        <LineName
          label={label}
          name={name}
          onRename={(renamed) => onChange(changeLine(output, list, line.id, { label: renamed }))}
        />
        {facts === null ? null : (
          <Definition
            label={facts.name}
            definition={facts.definition}
            pitfalls={facts.pitfalls}
            note={facts.note}
            anchor={facts.anchor}
          />
        )}
      </div>
      {facts === null ? (
        <p className={classes.unknown}>{t('output.unknown')}</p>
      ) : (
        <LineSettings
          line={line}
          label={label}
          facts={facts}
          onChange={(change) => onChange(changeLine(output, list, line.id, change))}
        />
      )}
      <LineTools list={list} id={line.id} label={label} at={at} count={count} output={output} onChange={onChange} />
    </li>
  );
}
