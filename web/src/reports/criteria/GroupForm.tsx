import { useDroppable } from '@dnd-kit/core';
import type { Group, ReportType } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AddCriterion } from './AddCriterion.tsx';
import classes from './Criteria.module.css';
import { useCriteria } from './criteria-context.ts';
import { newGroup, newHas } from './criteria-deeds.ts';
import type { GroupItem } from './criteria-draft.ts';
import { type ItemPlace, ItemTools } from './ItemTools.tsx';
import { DEEPEST, groupsOf } from './scopes.ts';

export interface GroupFormProps {
  readonly group: GroupItem;
  readonly scope: GroupItem;
  readonly type: ReportType;
  /** Absent for an outermost group, which cannot be moved. */
  readonly place?: ItemPlace;
  /** Whether it says which other rows a block asks for. */
  readonly isWhere?: boolean;
  /** Its parts. */
  readonly children: ReactNode;
}

/** "Match all, any or none of these", with the parts one under the other; groups within it to a depth of three. */
export function GroupForm({ group, scope, type, place, isWhere = false, children }: GroupFormProps) {
  const { t } = useTranslation();
  const { fields, criteria, onDeed } = useCriteria();
  const numbered = groupsOf(scope).find((one) => one.group.id === group.id);
  const { number = '', depth = 1 } = numbered ?? {};
  const legend = isWhere
    ? t('criteria.where')
    : number === ''
      ? t('criteria.theseRows')
      : t('criteria.group', { number });
  const isDroppable = scope === criteria.root && place !== 'box';
  const { setNodeRef, isOver } = useDroppable({ id: group.id, data: { label: legend }, disabled: !isDroppable });
  const links = fields.types.find(({ id }) => id === type)?.links ?? [];
  const [via] = links;
  return (
    <fieldset ref={setNodeRef} className={classes.group} data-over={isOver ? '' : undefined} data-depth={depth}>
      <legend className={classes.legend}>{legend}</legend>
      <div className={classes.groupHead}>
        <NativeSelect
          aria-label={t('criteria.matchOf', { group: legend })}
          value={group.match}
          data={(['all', 'any', 'none'] as const).map((one) => ({ value: one, label: t(`criteria.matches.${one}`) }))}
          onChange={({ currentTarget }) =>
            // The options are the three ways to match.
            onDeed({ deed: 'match', id: group.id, match: currentTarget.value as Group['match'] })
          }
        />
        {place === undefined ? null : <ItemTools item={group} label={legend} scope={scope} place={place} />}
      </div>
      {group.items.length === 0 ? <p className={classes.dropHint}>{t('criteria.emptyGroup')}</p> : null}
      {children}
      <div className={classes.groupAdd}>
        <AddCriterion
          type={type}
          label={t('criteria.addIn', { group: legend })}
          onAdd={(item) => onDeed({ deed: 'add', into: group.id, item })}
        />
        {depth < DEEPEST ? (
          <Button onClick={() => onDeed({ deed: 'add', into: group.id, item: newGroup })}>
            {t('criteria.addGroup')}
          </Button>
        ) : null}
        {via === undefined || depth === 1 || scope !== criteria.root ? null : (
          <Button onClick={() => onDeed({ deed: 'add', into: group.id, item: newHas(type, via) })}>
            {t('criteria.addHas')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
