import type { CriteriaSet } from '@illuminate/contract';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy, IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import '../../ui/controls.css';

interface CriteriaSetMenuProps {
  readonly set: CriteriaSet;
  readonly organisation: string;
}

/** Copies a set, or puts it away; a standard one can only be copied. */
export function CriteriaSetMenu({ set, organisation }: CriteriaSetMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const params = { organisation, criteriaSet: set.id };
  const isArchived = set.archivedAt !== null;
  const refresh = () => queries.invalidateQueries({ queryKey: ['criteria-sets', organisation] });
  const copy = useMutation({
    mutationFn: () => api.call('copyCriteriaSet', { params, body: {} }),
    onSuccess: async (made) => {
      await refresh();
      await navigate({ to: paths.criteriaSet, params: { set: made.id }, search: { organisation } });
    },
  });
  const put = useMutation({
    mutationFn: () => api.call(isArchived ? 'restoreCriteriaSet' : 'archiveCriteriaSet', { params }),
    onSuccess: refresh,
  });
  const error = copy.error ?? put.error;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="var(--ink)" aria-label={t('criteria.more', { label: set.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => copy.mutate()}>
            {t('explorer.copy')}
          </Menu.Item>
          {set.isStandard ? null : (
            <Menu.Item
              leftSection={isArchived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
              onClick={() => put.mutate()}
            >
              {isArchived ? t('explorer.restore') : t('explorer.toArchive')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {error === null ? null : <ProblemNotice error={error} move />}
    </>
  );
}
