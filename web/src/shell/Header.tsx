import { IconChevronDown, IconMenu2 } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { homeOf } from '../access/home-of.ts';
import { useVisitor } from '../access/session-context.ts';
import { paths } from '../paths.ts';
import { useFold } from '../ui/use-fold.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { DemoBar } from './DemoBar.tsx';
import classes from './Header.module.css';
import { Navigation } from './Navigation.tsx';
import { navigationFor } from './navigation.ts';
import { OrganisationSwitch } from './OrganisationSwitch.tsx';
import { Wordmark } from './Wordmark.tsx';

/** The head of every page: whose app, whose data, who reads, and where one can go. `isKnown`: whether it is known who reads. */
export function Header({ isKnown }: { readonly isKnown: boolean }) {
  const { t } = useTranslation();
  const session = useVisitor();
  const groups = navigationFor(session);
  const menu = useFold<HTMLElement>(useRouterState({ select: ({ location }) => location.href }));
  return (
    <header {...menu.around}>
      {session?.demo === true ? <DemoBar session={session} /> : null}
      <div className={classes.header}>
        <div className={classes.top}>
          <Link to={homeOf(session)} className={classes.home}>
            <Wordmark />
          </Link>
          {session === null ? null : <OrganisationSwitch session={session} />}
          <div className={classes.tools}>
            {session === null ? isKnown ? <SignInLink /> : null : <AccountMenu />}
            {groups.length === 0 ? null : (
              <button {...menu.button} className={classes.menu}>
                <IconMenu2 size={20} stroke={1.75} aria-hidden="true" />
                {t('navigation.menu')}
                <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
              </button>
            )}
          </div>
        </div>
        {groups.length === 0 ? null : <Navigation id={menu.panelId} groups={groups} isOpen={menu.isOpen} />}
      </div>
    </header>
  );
}

function SignInLink() {
  const { t } = useTranslation();
  return (
    <Link to={paths.signIn} className={classes.signIn}>
      {t('navigation.signIn')}
    </Link>
  );
}
