import { IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ToggleEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { anchorOfHeading } from '../../guide/anchor-of-heading.ts';
import { paths } from '../../paths.ts';
import classes from './Definition.module.css';

/** The place of a field or a measure on the guide's page of definitions: under its name and its id. */
export const definitionAnchor = (name: string, id: string): string => anchorOfHeading(`${name} (${id})`);

interface DefinitionProps {
  readonly label: string;
  readonly definition: string;
  readonly pitfalls: string | null;
  /** An honest label, such as who does not supply it. */
  readonly note: string | null;
  /** Where the guide says it; null for what has no place there. */
  readonly anchor: string | null;
}

const GAP = 6;
const MARGIN = 8;

/** The meaning of a column, opened by click or key, above everything else on the page: no table can cut it off. */
export function Definition({ label, definition, pitfalls, note, anchor }: DefinitionProps) {
  const { t } = useTranslation();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const place = ({ newState, currentTarget: panel }: ToggleEvent<HTMLDivElement>) => {
    const at = button.current?.getBoundingClientRect();
    if (newState !== 'open' || at === undefined) return;
    const { offsetWidth: width, offsetHeight: height } = panel;
    const { clientWidth, clientHeight } = document.documentElement;
    const below = at.bottom + GAP;
    const isBelow = below + height <= clientHeight - MARGIN || at.top < height + GAP + MARGIN;
    panel.style.left = `${Math.max(MARGIN, Math.min(at.left, clientWidth - width - MARGIN))}px`;
    panel.style.top = `${isBelow ? Math.max(MARGIN, Math.min(below, clientHeight - height - MARGIN)) : at.top - GAP - height}px`;
  };
  return (
    <span className={classes.definition}>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        className={classes.button}
        aria-label={t('definitions.about', { label })}
        title={t('definitions.about', { label })}
      >
        <IconInfoCircle size={17} stroke={1.75} aria-hidden="true" />
      </button>
      <div id={id} popover="auto" className={classes.panel} onToggle={place}>
        <p className={classes.name}>{label}</p>
        <p>{definition}</p>
        {pitfalls === null ? null : (
          <p className={classes.care}>
            <strong>{t('definitions.care')}</strong> {pitfalls}
          </p>
        )}
        {note === null ? null : <p className={classes.note}>{note}</p>}
        {anchor === null ? null : (
          <p>
            <Link to={paths.guidePage} params={{ page: 'definitions' }} hash={anchor}>
              {t('definitions.inGuide')}
            </Link>
          </p>
        )}
      </div>
    </span>
  );
}
