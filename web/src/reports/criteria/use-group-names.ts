import { useTranslation } from 'react-i18next';
import type { NumberedGroup } from './scopes.ts';

/** How a group is called where it is one of several: "Group 1.2: any of these". */
export function useGroupNames(): (group: NumberedGroup) => string {
  const { t } = useTranslation();
  return ({ group, number }) => {
    const match = t(`criteria.match.${group.match}`);
    return number === '' ? t('criteria.outermost', { match }) : t('criteria.groupNumbered', { number, match });
  };
}
