import type { ReportSummary } from '@illuminate/contract';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import '../../ui/controls.css';

interface ReportMenuProps {
  readonly report: Pick<ReportSummary, 'id' | 'name' | 'mayChange' | 'archivedAt'>;
  readonly organisation: string;
  readonly mayCreate: boolean;
}

/** What may be done to a saved report besides running it. */
export function ReportMenu({ report, organisation, mayCreate }: ReportMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const params = { organisation, report: report.id };
  const search = { organisation };
  const isArchived = report.archivedAt !== null;
  const refresh = () =>
    Promise.all(
      ['reports', 'report', 'criteria-sets'].map((name) =>
        queries.invalidateQueries({ queryKey: [name, organisation] }),
      ),
    );
  const copy = useMutation({
    mutationFn: () => api.call('copyReport', { params, body: {} }),
    onSuccess: async (made) => {
      await refresh();
      await navigate({ to: paths.changeReport, params: { report: made.id }, search });
    },
  });
  const put = useMutation({
    mutationFn: () => api.call(isArchived ? 'restoreReport' : 'archiveReport', { params }),
    onSuccess: refresh,
  });
  if (!report.mayChange && !mayCreate) return null;
  const error = copy.error ?? put.error;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="var(--ink)" aria-label={t('criteria.more', { label: report.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {report.mayChange && !isArchived ? (
            <Menu.Item
              leftSection={<IconPencil size={16} />}
              renderRoot={(props) => (
                <Link to={paths.changeReport} params={{ report: report.id }} search={search} {...props} />
              )}
            >
              {t('explorer.change')}
            </Menu.Item>
          ) : null}
          {mayCreate ? (
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => copy.mutate()}>
              {t('explorer.copy')}
            </Menu.Item>
          ) : null}
          {report.mayChange ? (
            <Menu.Item
              leftSection={isArchived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
              onClick={() => put.mutate()}
            >
              {isArchived ? t('explorer.restore') : t('explorer.toArchive')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {error === null ? null : <ProblemNotice error={error} move />}
    </>
  );
}
