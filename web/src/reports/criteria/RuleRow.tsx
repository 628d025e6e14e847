import type { Operator } from '@illuminate/contract';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Criteria.module.css';
import { useCriteria } from './criteria-context.ts';
import type { GroupItem, RuleItem } from './criteria-draft.ts';
import { ItemGrip, type ItemPlace, ItemTools } from './ItemTools.tsx';
import { lackOf, shapeOf, valueFor } from './rules.ts';
import { useOperatorWords } from './use-operator-words.ts';
import { ValueEditor } from './ValueEditor.tsx';

interface RuleRowProps {
  readonly rule: RuleItem;
  readonly scope: GroupItem;
  readonly place: ItemPlace;
}

/** One criterion: what is asked about, how, and with what it is compared. */
export function RuleRow({ rule, scope, place }: RuleRowProps) {
  const { t } = useTranslation();
  const { byId, criteria, onDeed } = useCriteria();
  const wordsOf = useOperatorWords();
  const field = byId.get(rule.field);
  const label = field?.label ?? rule.field;
  const isOutermost = scope === criteria.root;
  const change = (part: Parameters<typeof changeOf>[1]) => onDeed(changeOf(rule.id, part));
  if (field === undefined) {
    return (
      <div className={classes.rule}>
        <span className={classes.ruleName}>{label}</span>
        <span className={classes.missing}>{t('criteria.unknownField')}</span>
        <ItemTools item={rule} label={label} scope={scope} place={place} />
      </div>
    );
  }
  const { type } = field;
  const lack = lackOf(rule, type);
  return (
    <div className={classes.rule}>
      {isOutermost ? <ItemGrip id={rule.id} label={label} /> : null}
      <span className={classes.ruleName}>{label}</span>
      <span className={classes.ruleParts}>
        <NativeSelect
          aria-label={t('criteria.how', { label })}
          value={rule.op}
          data={field.operators.map((op) => ({ value: op, label: wordsOf(op, type) }))}
          onChange={({ currentTarget }) => {
            // The options are the field's own operators.
            const op = currentTarget.value as Operator;
            change({ op, value: valueFor(op, type, rule.value) });
          }}
        />
        <ValueEditor field={field} rule={rule} label={label} onChange={(value) => change({ value })} />
        {shapeOf(rule.op) === 'none' ? null : (
          <Checkbox
            label={t('criteria.orBlank')}
            aria-label={t('criteria.orBlankOf', { label })}
            checked={rule.orBlank === true}
            onChange={({ currentTarget }) => change({ orBlank: currentTarget.checked ? true : undefined })}
          />
        )}
      </span>
      <ItemTools item={rule} label={label} scope={scope} place={place} />
      {lack === null ? null : (
        <div className={classes.missing} role={lack === 'value' ? undefined : 'alert'}>
          <span>{t(`criteria.lacks.${lack}`)}</span>
          {lack === 'order' && Array.isArray(rule.value) ? (
            <Button
              size="compact-sm"
              aria-label={t('criteria.swapNamed', { label })}
              onClick={() => change({ value: Array.isArray(rule.value) ? rule.value.toReversed() : rule.value })}
            >
              {t('criteria.swap')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

const changeOf = (
  id: string,
  change: { op?: Operator; value?: RuleItem['value'] | undefined; orBlank?: true | undefined },
) => ({ deed: 'rule', id, change }) as const;
