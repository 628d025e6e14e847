import type { CriteriaSet, Organisation } from '@illuminate/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { Notice } from '../../ui/Notice.tsx';
import { CriteriaEditor } from '../criteria/CriteriaEditor.tsx';
import { draftOfCriteria, EMPTY_CRITERIA } from '../criteria/criteria-draft.ts';
import { newRule, type ReportFields } from '../criteria/rules.ts';
import { criteriaSetsQuery } from '../report-queries.ts';
import classes from './Builder.module.css';
import type { BuilderAction, Draft } from './draft.ts';
import { WhichDate } from './WhichDate.tsx';

interface CriteriaStepProps {
  readonly organisation: Organisation;
  readonly draft: Draft;
  readonly fields: ReportFields;
  readonly warnings: readonly string[];
  readonly onAct: (action: BuilderAction) => void;
}

/** Which rows are asked for: by a set that is there, or by criteria that are put together here. */
export function CriteriaStep({ organisation, draft, fields, warnings, onAct }: CriteriaStepProps) {
  const { t } = useTranslation();
  const { type } = draft.info;
  const { data: sets = [] } = useQuery(criteriaSetsQuery(organisation.slug, { type, archived: 'all' }));
  const { owner } = draft;
  const chosen = owner.kind === 'set' ? sets.find(({ id }) => id === owner.id) : undefined;
  // A set that was put away stays where it is used, and is not offered anew.
  const offered = sets.filter(({ id, archivedAt }) => archivedAt === null || id === chosen?.id);
  const choose = (id: string) => {
    const set = sets.find((one) => one.id === id);
    if (set === undefined) onAct({ act: 'owner', owner: { kind: 'own', name: '' }, criteria: EMPTY_CRITERIA });
    else onAct({ act: 'owner', owner: { kind: 'set', id }, criteria: draftOfCriteria(set.criteria) });
  };
  const optionsOf = (isStandard: boolean) =>
    offered.filter((set) => set.isStandard === isStandard).map(({ id, name }) => ({ value: id, label: name }));
  const groups = [
    { group: t('builder.criteria.saved'), items: optionsOf(false) },
    { group: t('builder.criteria.standard'), items: optionsOf(true) },
  ].filter(({ items }) => items.length > 0);
  return (
    <>
      <div className={classes.setChoice}>
        <NativeSelect
          label={t('builder.criteria.set')}
          value={owner.kind === 'set' ? owner.id : ''}
          data={[{ value: '', label: t('builder.criteria.newSet') }, ...groups]}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
        {owner.kind === 'set' ? null : (
          <TextInput
            label={t('builder.criteria.name')}
            description={t('builder.criteria.nameHint')}
            value={owner.name}
            maxLength={120}
            onChange={({ currentTarget }) => onAct({ act: 'owner', owner: { kind: 'own', name: currentTarget.value } })}
          />
        )}
      </div>
      {owner.kind === 'set' ? (
        <ChosenSet
          set={chosen}
          organisation={organisation.slug}
          onCopy={(name) => onAct({ act: 'owner', owner: { kind: 'own', name }, criteria: draft.criteria })}
        />
      ) : (
        <>
          <WhichDate
            criteria={draft.criteria}
            fields={fields}
            type={type}
            warnings={warnings}
            onAdd={(field) => onAct({ act: 'criteria', deed: { deed: 'require', item: newRule(field) } })}
          />
          <CriteriaEditor
            organisation={organisation}
            fields={fields}
            type={type}
            criteria={draft.criteria}
            onDeed={(deed) => onAct({ act: 'criteria', deed })}
          />
        </>
      )}
    </>
  );
}

interface ChosenSetProps {
  readonly set: CriteriaSet | undefined;
  readonly organisation: string;
  readonly onCopy: (name: string) => void;
}

/** A set that others may use too: what it asks, where it is used, and the ways to something else. */
function ChosenSet({ set, organisation, onCopy }: ChosenSetProps) {
  const { t } = useTranslation();
  if (set === undefined) return null;
  const { name, description, sentence, isStandard, usedIn, reports } = set;
  return (
    <Notice tone="info" title={name}>
      {description === '' ? null : <p>{description}</p>}
      <p>{sentence}</p>
      <p>
        {isStandard ? `${t('builder.criteria.locked')} ` : ''}
        {t('criteriaSets.usedIn', { count: usedIn })}
        {reports.length === 0 ? '' : `: ${reports.map((report) => report.name).join(', ')}`}
      </p>
      <div className={classes.deeds}>
        <Button onClick={() => onCopy(t('builder.criteria.copyOf', { name }))}>{t('builder.criteria.copy')}</Button>
        {isStandard ? null : (
          <Link to={paths.criteriaSet} params={{ set: set.id }} search={{ organisation }}>
            {t('builder.criteria.changeSet')}
          </Link>
        )}
      </div>
    </Notice>
  );
}
