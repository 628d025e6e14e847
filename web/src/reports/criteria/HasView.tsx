import type { HasBlock, ReportType } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Criteria.module.css';
import { useCriteria } from './criteria-context.ts';
import type { GroupItem, HasItem } from './criteria-draft.ts';
import { FigureField } from './FigureField.tsx';
import { ItemGrip, type ItemPlace, ItemTools } from './ItemTools.tsx';

interface HasViewProps {
  readonly has: HasItem;
  readonly scope: GroupItem;
  /** Of the rows around the block. */
  readonly type: ReportType;
  readonly place: ItemPlace;
  /** What is asked of the other rows. */
  readonly children: ReactNode;
}

const amountOf = (has: HasBlock['has']): 'some' | 'none' | 'atLeast' => (typeof has === 'object' ? 'atLeast' : has);

/** "Its booker has no tickets where …": asked of other rows that share something with this one. */
export function HasView({ has, scope, type, place, children }: HasViewProps) {
  const { t } = useTranslation();
  const { fields, criteria, onDeed } = useCriteria();
  const { id, via, of } = has;
  const change = (part: Partial<Pick<HasItem, 'has' | 'of' | 'via'>>) => onDeed({ deed: 'has', id, change: part });
  const sharing = fields.types.filter(({ links }) => links.includes(via));
  const links = fields.types.find((one) => one.id === type)?.links ?? [];
  const label = t('criteria.has.legend');
  return (
    <fieldset className={classes.has}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.hasHead}>
        {scope === criteria.root ? <ItemGrip id={id} label={label} /> : null}
        <span className={classes.ruleParts}>
          <NativeSelect
            aria-label={t('criteria.has.via')}
            value={via}
            data={links.map((one) => ({ value: one, label: t(`criteria.has.owner.${one}`) }))}
            onChange={({ currentTarget }) => {
              // The options are the links.
              const next = currentTarget.value as HasBlock['via'];
              const isShared = fields.types.find((one) => one.id === of)?.links.includes(next) ?? false;
              change({ via: next, of: isShared ? of : type });
            }}
          />
          <NativeSelect
            aria-label={t('criteria.has.amount')}
            value={amountOf(has.has)}
            data={(['some', 'none', 'atLeast'] as const).map((one) => ({
              value: one,
              label: t(`criteria.has.${one}`),
            }))}
            onChange={({ currentTarget: { value } }) =>
              change({ has: value === 'atLeast' ? { atLeast: 2 } : value === 'none' ? 'none' : 'some' })
            }
          />
          {typeof has.has === 'object' ? (
            <FigureField
              label={t('criteria.has.howMany')}
              value={has.has.atLeast}
              isWhole
              onChange={(value) => {
                if (typeof value === 'number' && value >= 1) change({ has: { atLeast: value } });
              }}
            />
          ) : null}
          <NativeSelect
            aria-label={t('criteria.has.of')}
            value={of}
            data={sharing.map((one) => ({ value: one.id, label: t(`criteria.rows.${one.id}`) }))}
            // The options are the types.
            onChange={({ currentTarget }) => change({ of: currentTarget.value as ReportType })}
          />
        </span>
        <ItemTools item={has} label={label} scope={scope} place={place} />
      </div>
      {children}
    </fieldset>
  );
}
