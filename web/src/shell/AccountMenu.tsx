import { Button } from '@mantine/core';
import { IconChevronDown, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { beginSession } from '../access/session.ts';
import { useSession } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { useFold } from '../ui/use-fold.ts';
import classes from './AccountMenu.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** Who is signed in, and what concerns them alone: the theme, and signing out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { kind } = useSession();
  const fold = useFold<HTMLDivElement>(useRouterState({ select: ({ location }) => location.href }));
  return (
    <div className={classes.account} {...fold.around}>
      <button {...fold.button} className={classes.button}>
        <IconUserCircle size={22} stroke={1.5} aria-hidden="true" />
        <span className={classes.name}>{t('account.menu')}</span>
        <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
      </button>
      <div id={fold.panelId} className={classes.panel} data-open={fold.isOpen ? '' : undefined}>
        <p>{t(`account.kind.${kind}`)}</p>
        <ThemeSwitch />
        <SignOut />
      </div>
    </div>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const router = useRouter();
  const signOut = useMutation({
    mutationFn: () => api.call('closeSession', {}),
    onSuccess: async () => {
      await router.navigate({ to: paths.signIn });
      beginSession(queries, null);
    },
  });
  return (
    <>
      <div>
        <Button onClick={() => signOut.mutate()} loading={signOut.isPending}>
          {t('app.signOut')}
        </Button>
      </div>
      {signOut.isError ? <ProblemNotice error={signOut.error} move /> : null}
    </>
  );
}
