import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Pages.module.css';

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  /** "Lines 51 to 100 of 1,000" */
  readonly words: string;
  readonly onPage: (page: number) => void;
}

/** The way through a table that is longer than a page. */
export function Pages({ page, pages, words, onPage }: PagesProps) {
  const { t } = useTranslation();
  const steps = [
    { to: 1, label: t('results.firstPage'), icon: <IconChevronsLeft size={18} /> },
    { to: page - 1, label: t('results.previousPage'), icon: <IconChevronLeft size={18} /> },
    { to: page + 1, label: t('results.nextPage'), icon: <IconChevronRight size={18} /> },
    { to: pages, label: t('results.lastPage'), icon: <IconChevronsRight size={18} /> },
  ];
  return (
    <nav aria-label={t('results.pages')} className={`${classes.pages} no-print`}>
      <output>{words}</output>
      <span className={classes.steps}>
        {steps.map(({ to, label, icon }) => (
          <ActionIcon
            key={label}
            variant="default"
            size={32}
            aria-label={label}
            title={label}
            // It stays reachable at the ends, where it does nothing: a button that vanishes under the finger loses the focus.
            aria-disabled={to < 1 || to > pages || to === page}
            onClick={() => {
              if (to >= 1 && to <= pages) onPage(to);
            }}
          >
            {icon}
          </ActionIcon>
        ))}
      </span>
    </nav>
  );
}
