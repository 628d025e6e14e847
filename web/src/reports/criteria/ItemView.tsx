import type { ReportType } from '@illuminate/contract';
import type { GroupItem, Item } from './criteria-draft.ts';
import { GroupForm, type GroupFormProps } from './GroupForm.tsx';
import { HasView } from './HasView.tsx';
import type { ItemPlace } from './ItemTools.tsx';
import { RuleRow } from './RuleRow.tsx';

interface ItemViewProps {
  readonly item: Item;
  /** The outermost group of the rows that it is about. */
  readonly scope: GroupItem;
  readonly type: ReportType;
  readonly place: ItemPlace;
}

/** A criterion, a block of other rows, or a group within a group. */
export function ItemView({ item, scope, type, place }: ItemViewProps) {
  if (item.kind === 'rule') return <RuleRow rule={item} scope={scope} place={place} />;
  if (item.kind === 'has') {
    return (
      <HasView has={item} scope={scope} type={type} place={place}>
        <GroupView group={item.where} scope={item.where} type={item.of} isWhere />
      </HasView>
    );
  }
  return <GroupView group={item} scope={scope} type={type} place={place} />;
}

/** A group with all that is in it. */
export function GroupView(group: Omit<GroupFormProps, 'children'>) {
  return (
    <GroupForm {...group}>
      {group.group.items.map((item) => (
        <ItemView key={item.id} item={item} scope={group.scope} type={group.type} place="group" />
      ))}
    </GroupForm>
  );
}
