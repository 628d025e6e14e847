import { useTranslation } from 'react-i18next';
import { localeOf } from '../ui/time.ts';
import type { HeldRole } from './held-roles.ts';

/** "Organisation admin of Riverside Theatre and support desk". */
export function useRolesInWords(): (roles: readonly HeldRole[]) => string {
  const { t, i18n } = useTranslation();
  return (roles) =>
    new Intl.ListFormat(localeOf(i18n.language)).format(
      roles.map(({ role, of }) => (of === null ? t(`roles.${role}.name`) : t(`roles.${role}.nameOf`, { of }))),
    );
}
