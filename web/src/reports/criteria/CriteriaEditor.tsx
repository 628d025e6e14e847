import type { Organisation, ReportType } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import { Definition, definitionAnchor } from '../definitions/Definition.tsx';
import { DragBoard } from '../palette/DragBoard.tsx';
import { leadTo } from '../palette/lead-to.ts';
import { Palette } from '../palette/Palette.tsx';
import { paletteItems } from '../palette/palette-items.ts';
import { useKept } from '../palette/use-kept.ts';
import { Boxes } from './Boxes.tsx';
import { boxesOf } from './boxes.ts';
import classes from './Criteria.module.css';
import { CriteriaContext, type CriteriaEditing } from './criteria-context.ts';
import { type CriteriaDeed, newHas } from './criteria-deeds.ts';
import type { CriteriaDraft, NewItem } from './criteria-draft.ts';
import { GroupView } from './ItemView.tsx';
import { newRule, type ReportFields } from './rules.ts';
import { groupsOf } from './scopes.ts';
import { useGroupNames } from './use-group-names.ts';
import '../../ui/controls.css';

interface CriteriaEditorProps {
  readonly organisation: Organisation;
  readonly fields: ReportFields;
  readonly type: ReportType;
  readonly criteria: CriteriaDraft;
  readonly onDeed: (deed: CriteriaDeed) => void;
}

const ANOTHER = 'another';

/** Criteria as boxes that things are dropped into, or as a plain form: two views of one tree. */
export function CriteriaEditor({ organisation, fields, type, criteria, onDeed }: CriteriaEditorProps) {
  const { t } = useTranslation();
  const [view, setView] = useKept<'boxes' | 'form'>('criteria: view', 'boxes');
  const [target, setTarget] = useState<string | null>(null);
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const nameOf = useGroupNames();
  const byId = useMemo(() => new Map(fields.fields.map((field) => [field.id, field])), [fields]);
  const items = useMemo(() => paletteItems({ fields, type, t }), [fields, type, t]);
  const editing = useMemo<CriteriaEditing>(
    () => ({ organisation, fields, byId, type, criteria, onDeed }),
    [organisation, fields, byId, type, criteria, onDeed],
  );
  const { boxes } = boxesOf(criteria);
  const targets =
    view === 'boxes'
      ? [
          ...boxes.map(({ id }, index) => ({ value: id, label: t('criteria.box', { number: index + 1 }) })),
          { value: ANOTHER, label: boxes.length === 0 ? t('criteria.firstBox') : t('criteria.anotherBox') },
        ]
      : groupsOf(criteria.root).map((one) => ({ value: one.group.id, label: nameOf(one) }));
  const chosen = targets.find(({ value }) => value === target)?.value ?? targets[0]?.value ?? ANOTHER;

  const [via] = fields.types.find(({ id }) => id === type)?.links ?? [];
  const put = (into: string, item: NewItem) => {
    if (view === 'form') onDeed({ deed: 'add', into, item });
    else onDeed({ deed: 'drop', item, box: into === ANOTHER ? ANOTHER : { box: into } });
  };
  const addTo = (into: string, fieldId: string) => {
    const field = byId.get(fieldId);
    if (field !== undefined) put(into, newRule(field));
  };

  return (
    <CriteriaContext value={editing}>
      <DragBoard
        onDrop={({ palette, item, over }) => {
          if (palette !== null) addTo(over, palette);
          else if (item !== null) {
            onDeed(
              view === 'form'
                ? { deed: 'move-into', id: item, into: over }
                : { deed: 'move-to-box', id: item, box: over === ANOTHER ? ANOTHER : { box: over } },
            );
          }
        }}
      >
        <div className={classes.editor}>
          <div className={classes.palette}>
            <NativeSelect
              label={t('criteria.addTo')}
              value={chosen}
              data={targets}
              onChange={(event) => setTarget(event.currentTarget.value)}
            />
            <Palette
              title={t('criteria.palette')}
              commonLabel={t('criteria.onlyCommon')}
              items={items}
              addLabel={(label) => t('criteria.add', { label })}
              onAdd={(id) => addTo(chosen, id)}
              onShow={() => leadTo(heading.current)}
              about={({ id, label, definition, pitfalls }) => (
                <Definition
                  label={label}
                  definition={definition}
                  pitfalls={pitfalls}
                  note={null}
                  anchor={definitionAnchor(label, id)}
                />
              )}
            />
            {via === undefined ? null : (
              <Button onClick={() => put(chosen, newHas(type, via))}>{t('criteria.addHas')}</Button>
            )}
          </div>
          <section aria-labelledby={headingId} className={classes.work}>
            <div className={classes.workHead}>
              <h3 id={headingId} ref={heading} tabIndex={-1} className={classes.rowsWith}>
                {t(`criteria.rowsWith.${type}`)}
              </h3>
              <Choice
                legend={t('criteria.view')}
                value={view}
                options={[
                  { value: 'boxes', label: t('criteria.boxes') },
                  { value: 'form', label: t('criteria.form') },
                ]}
                onChange={setView}
              />
            </div>
            {view === 'boxes' ? <Boxes /> : <GroupView group={criteria.root} scope={criteria.root} type={type} />}
          </section>
        </div>
      </DragBoard>
    </CriteriaContext>
  );
}
