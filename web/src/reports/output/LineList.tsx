import { useDroppable } from '@dnd-kit/core';
import type { Output } from '@illuminate/contract';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { LineRow } from './LineRow.tsx';
import classes from './OutputStep.module.css';
import { type List, linesOf } from './output-deeds.ts';
import type { OutputDraft } from './output-draft.ts';

interface LineListProps {
  readonly list: List;
  readonly output: OutputDraft;
  readonly fields: Output<'listReportFields'>;
  readonly onChange: (output: OutputDraft) => void;
}

/** The columns of one kind in their order: output columns, groups, or what is worked out of each group. */
export function LineList({ list, output, fields, onChange }: LineListProps) {
  const { t } = useTranslation();
  const id = useId();
  const lines = linesOf(output, list);
  const title = t(`output.lists.${list}`);
  const { setNodeRef, isOver } = useDroppable({
    id: `line:${list}:end`,
    data: { label: t('output.endOf', { list: title }) },
  });
  return (
    <section aria-labelledby={id} className={classes.list}>
      <h3 id={id}>{title}</h3>
      {lines.length === 0 ? null : (
        <ol className={classes.lines}>
          {lines.map((line, at) => (
            <LineRow
              key={line.id}
              list={list}
              line={line}
              at={at}
              count={lines.length}
              output={output}
              fields={fields}
              onChange={onChange}
            />
          ))}
        </ol>
      )}
      <p ref={setNodeRef} className={classes.end} data-over={isOver ? '' : undefined}>
        {t(lines.length === 0 ? `output.empty.${list}` : 'output.dropHere')}
      </p>
    </section>
  );
}
