import type { Operator } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import type { ReportField } from './rules.ts';

/** How an operator reads between the name of a field and its value; of days it reads otherwise than of figures. */
export function useOperatorWords(): (op: Operator, type: ReportField['type']) => string {
  const { t } = useTranslation();
  return (op, type) => (op === 'between' && type !== 'wall' ? t('criteria.op.betweenFigures') : t(`criteria.op.${op}`));
}
