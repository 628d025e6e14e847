import { Button } from '@mantine/core';
import { IconChevronDown, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useRouterState } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { heldRoles } from '../access/held-roles.ts';
import { beginSession } from '../access/session.ts';
import { useSession } from '../access/session-context.ts';
import { useRolesInWords } from '../access/use-roles-in-words.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { forgetDrafts } from '../reports/builder/kept-drafts.ts';
import { mayLeave } from '../ui/may-leave.ts';
import { useFold } from '../ui/use-fold.ts';
import classes from './AccountMenu.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** Who is signed in and in which role, and what concerns them alone. */
export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const rolesInWords = useRolesInWords();
  const fold = useFold<HTMLDivElement>(useRouterState({ select: ({ location }) => location.href }));
  const { person } = session;
  const roles = heldRoles(session);
  return (
    <div className={classes.account} {...fold.around}>
      <button {...fold.button} className={classes.button}>
        <IconUserCircle size={22} stroke={1.5} aria-hidden="true" />
        <span className="visually-hidden">{t('account.menu')}</span>
        <span className={classes.name}>{person?.name ?? t(`account.short.${session.kind}`)}</span>
        <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
      </button>
      <div id={fold.panelId} className={classes.panel} data-open={fold.isOpen ? '' : undefined}>
        {person === null ? (
          <p>{t(`account.kind.${session.kind}`)}</p>
        ) : (
          <div>
            <p className={classes.who}>{person.name}</p>
            <p className={classes.email}>{person.email}</p>
            <p>{roles.length === 0 ? t('roles.none') : rolesInWords(roles)}</p>
          </div>
        )}
        {person === null ? null : <Link to={paths.account}>{t('account.page')}</Link>}
        {session.demo ? <Link to={paths.lookAround}>{t('lookAround.title')}</Link> : null}
        <ThemeSwitch />
        <SignOut isDemo={session.demo} menu={fold.button.ref} />
      </div>
    </div>
  );
}

interface SignOutProps {
  readonly isDemo: boolean;
  /** What opened the menu. */
  readonly menu: RefObject<HTMLButtonElement | null>;
}

function SignOut({ isDemo, menu }: SignOutProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const router = useRouter();
  const signOut = useMutation({
    mutationFn: async () => {
      // What is not saved can be saved only as long as somebody is signed in.
      if (!(await mayLeave())) return;
      await api.call('closeSession', {});
      forgetDrafts(sessionStorage);
      // First away from what nobody may see, so that the page one left is not where the next sign-in leads.
      await router.navigate({ to: isDemo ? paths.lookAround : paths.signIn, ignoreBlocker: true });
      beginSession(queries, null);
    },
  });
  return (
    <>
      <div>
        <Button
          onClick={() => {
            // The menu folds where a question is asked: whoever stays finds focus at what is still there.
            menu.current?.focus();
            signOut.mutate();
          }}
          loading={signOut.isPending}
        >
          {t('app.signOut')}
        </Button>
      </div>
      {signOut.isError ? <ProblemNotice error={signOut.error} move /> : null}
    </>
  );
}
