import type { ReportSummary } from '@illuminate/contract';
import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';

interface FavouriteButtonProps {
  readonly report: Pick<ReportSummary, 'id' | 'name' | 'isFavourite'>;
  readonly organisation: string;
}

/** Marks a report as one of the reader's own favourites, or no longer. */
export function FavouriteButton({ report, organisation }: FavouriteButtonProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mark = useMutation({
    mutationFn: (isFavourite: boolean) =>
      api.call('setReportFavourite', { params: { organisation, report: report.id }, body: { isFavourite } }),
    onSettled: () =>
      Promise.all(['reports', 'report'].map((name) => queries.invalidateQueries({ queryKey: [name, organisation] }))),
  });
  const isFavourite = mark.isPending ? mark.variables : report.isFavourite;
  return (
    <ActionIcon
      variant="subtle"
      color="var(--primary)"
      aria-pressed={isFavourite}
      aria-label={t('explorer.favourite', { report: report.name })}
      title={t('explorer.favourite', { report: report.name })}
      onClick={() => mark.mutate(!isFavourite)}
    >
      {isFavourite ? <IconStarFilled size={18} /> : <IconStar size={18} stroke={1.5} />}
    </ActionIcon>
  );
}
