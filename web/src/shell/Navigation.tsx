import { IconChevronDown } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChosen } from '../organisations/use-chosen.ts';
import { useFold } from '../ui/use-fold.ts';
import classes from './Navigation.module.css';
import { isOn, type NavigationGroup } from './navigation.ts';

interface NavigationProps {
  readonly id: string;
  readonly groups: readonly NavigationGroup[];
  /** Whether it is unfolded, where the screen is narrow. */
  readonly isOpen: boolean;
}

/** The pages that the reader may see, in groups. On a narrow screen all of it is folded under the button of the header. */
export function Navigation({ id, groups, isOpen }: NavigationProps) {
  const { t } = useTranslation();
  return (
    <nav id={id} aria-label={t('navigation.label')} className={classes.navigation} data-open={isOpen ? '' : undefined}>
      {groups.map((group) =>
        group.folded === true && group.items.length > 1 ? (
          <FoldedGroup key={group.group} group={group} />
        ) : (
          <div key={group.group} className={classes.group} data-group={group.group}>
            <Items group={group} />
          </div>
        ),
      )}
    </nav>
  );
}

/** Several pages of one kind under one word. */
function FoldedGroup({ group }: { readonly group: NavigationGroup }) {
  const { t } = useTranslation();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const fold = useFold<HTMLDivElement>(pathname);
  const isHere = group.items.some((item) => isOn(item, pathname) !== undefined);
  return (
    <div className={classes.folded} data-group={group.group} {...fold.around}>
      <button {...fold.button} className={classes.unfold} data-here={isHere ? '' : undefined}>
        {t(`navigation.groups.${group.group}`)}
        <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
      </button>
      <p className={classes.groupName}>{t(`navigation.groups.${group.group}`)}</p>
      <div id={fold.panelId} className={classes.panel} data-open={fold.isOpen ? '' : undefined}>
        <Items group={group} />
      </div>
    </div>
  );
}

function Items({ group }: { readonly group: NavigationGroup }) {
  const { t } = useTranslation();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const chosen = useChosen();
  // The organisation that was chosen goes along, except to pages that are about none.
  const search = chosen === null || group.group === 'help' ? {} : { organisation: chosen };
  return group.items.map((item) => (
    <Link
      key={item.to}
      to={item.to}
      search={search}
      // The router marks whatever an address begins with; `isOn` knows which pages have an entry of their own.
      activeOptions={{ exact: true, includeSearch: false }}
      activeProps={{}}
      aria-current={isOn(item, pathname)}
    >
      {t(item.words)}
    </Link>
  ));
}
