import type { Output } from '@illuminate/contract';
import { IconArchive, IconFolder, IconLock, IconReportAnalytics, IconStar, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import classes from './Explorer.module.css';
import type { ExplorerSearch } from './explorer-search.ts';

interface FolderListProps {
  readonly folders: Output<'listReports'>['folders'];
  readonly search: ExplorerSearch;
}

/** The standing folders, with the organisation's own among them. */
export function FolderList({ folders, search }: FolderListProps) {
  const { t } = useTranslation();
  const standing: readonly [ExplorerSearch['show'], string, TablerIcon][] = [
    [undefined, t('explorer.all'), IconReportAnalytics],
    ['favourites', t('explorer.favourites'), IconStar],
  ];
  const locked: readonly [ExplorerSearch['show'], string, TablerIcon][] = [
    ['ready', t('explorer.ready'), IconLock],
    ['archive', t('explorer.archive'), IconArchive],
  ];
  const entry = (show: ExplorerSearch['show'], folder: string | undefined, label: string, Icon: TablerIcon) => {
    const isHere = search.show === show && search.folder === folder;
    return (
      <li key={`${show ?? ''} ${folder ?? ''}`}>
        <Link
          to={paths.reports}
          search={({ organisation }: { organisation?: string }) => ({
            ...(organisation === undefined ? {} : { organisation }),
            ...(show === undefined ? {} : { show }),
            ...(folder === undefined ? {} : { folder }),
          })}
          className={classes.folder}
          // Without it the address of all reports is found within that of each folder, and both are where the reader is.
          activeOptions={{ exact: true }}
          aria-current={isHere ? 'true' : undefined}
        >
          <Icon size={18} stroke={1.5} aria-hidden="true" />
          <span>{label}</span>
        </Link>
      </li>
    );
  };
  return (
    <nav aria-label={t('explorer.folders')}>
      <ul className={classes.folders}>
        {standing.map(([show, label, Icon]) => entry(show, undefined, label, Icon))}
        {folders.map(({ name, reports }) =>
          entry(undefined, name, t('explorer.folderOf', { name, count: reports }), IconFolder),
        )}
        {locked.map(([show, label, Icon]) => entry(show, undefined, label, Icon))}
      </ul>
    </nav>
  );
}
