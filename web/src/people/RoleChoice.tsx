import type { Role } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import classes from './PeoplePage.module.css';

interface RoleChoiceProps<One extends Role> {
  readonly roles: readonly One[];
  readonly chosen: One;
  readonly onChoose: (role: One) => void;
}

/** One role of several, each with what it lets somebody do. */
export function RoleChoice<One extends Role>({ roles, chosen, onChoose }: RoleChoiceProps<One>) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.choices}>
      <legend>{t('people.columns.role')}</legend>
      {roles.map((one) => {
        const role: Role = one;
        return (
          <label key={role} className={classes.choice}>
            <input type="radio" name="role" value={role} checked={one === chosen} onChange={() => onChoose(one)} />
            <strong>{t(`roles.${role}.name`)}</strong>
            <small>{t(`roles.${role}.does`)}</small>
          </label>
        );
      })}
    </fieldset>
  );
}
