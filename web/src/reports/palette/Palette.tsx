import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconMinus, IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../../ui/controls.css';
import classes from './Palette.module.css';
import { PaletteEntry } from './PaletteEntry.tsx';
import { type PaletteItem, paletteGroups } from './palette-items.ts';
import { useKept } from './use-kept.ts';

interface PaletteProps {
  readonly title: string;
  /** "Only show commonly used criteria". */
  readonly commonLabel: string;
  readonly items: readonly PaletteItem[];
  readonly addLabel: (label: string) => string;
  readonly onAdd: (id: string) => void;
  /** Leads to where things are added: on a phone that is below, out of sight. */
  readonly onShow: () => void;
  /** What stands beside an entry: its definition. */
  readonly about?: (item: PaletteItem) => ReactNode;
}

/** What can be dragged or added, by groups that their headings open. It has to stand within a DndContext. */
export function Palette({ title, commonLabel, items, addLabel, onAdd, onShow, about }: PaletteProps) {
  const { t } = useTranslation();
  const id = useId();
  const [onlyCommon, setOnlyCommon] = useKept(`${title}: common`, true);
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useKept<ReadonlySet<string>>(`${title}: opened`, new Set());
  // Counted, so that the same thing added again is said again.
  const [added, setAdded] = useState<{ readonly label: string; readonly times: number } | null>(null);
  const groups = paletteGroups(items, search, onlyCommon);
  const add = (wanted: string) => {
    onAdd(wanted);
    const label = items.find((item) => item.id === wanted)?.label ?? '';
    setAdded((before) => ({ label, times: (before?.times ?? 0) + 1 }));
  };
  const fold = (name: string) => {
    const after = new Set(opened);
    if (!after.delete(name)) after.add(name);
    setOpened(after);
  };
  return (
    <section aria-labelledby={id} className={classes.palette}>
      <h3 id={id} className={classes.title}>
        {title}
      </h3>
      <TextInput
        aria-label={t('palette.search', { title })}
        placeholder={t('palette.searchHint')}
        value={search}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Checkbox
        label={commonLabel}
        checked={onlyCommon}
        onChange={(event) => setOnlyCommon(event.currentTarget.checked)}
      />
      <div className={classes.groups}>
        {groups.length === 0 ? <p className={classes.none}>{t('palette.none', { search })}</p> : null}
        {groups.map(({ name, items: of }) => {
          // Whoever searches has opened what is found.
          const isOpen = opened.has(name) || search.trim() !== '';
          const list = `${id}-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
          return (
            <div key={name} className={classes.group}>
              <h4 className={classes.heading}>
                <button
                  type="button"
                  className={classes.fold}
                  aria-expanded={isOpen}
                  aria-controls={list}
                  aria-label={t('palette.group', { group: name })}
                  onClick={() => fold(name)}
                >
                  <span className={classes.sign} aria-hidden="true">
                    {isOpen ? <IconMinus size={16} /> : <IconPlus size={16} />}
                  </span>
                  {name}
                </button>
                <span className={classes.count}>{of.filter(({ note }) => note === null).length}</span>
              </h4>
              <div id={list} hidden={!isOpen}>
                {isOpen ? <Entries items={of} addLabel={addLabel} onAdd={add} about={about} /> : null}
              </div>
            </div>
          );
        })}
      </div>
      <div className={classes.added} data-some={added === null ? undefined : ''}>
        <p role="status">
          {added === null ? null : <span key={added.times}>{t('palette.added', { label: added.label })}</span>}
        </p>
        {added === null ? null : (
          <Button size="compact-sm" onClick={onShow}>
            {t('palette.show')}
          </Button>
        )}
      </div>
    </section>
  );
}

type EntriesProps = Pick<PaletteProps, 'items' | 'addLabel' | 'onAdd'> & {
  readonly about: PaletteProps['about'] | undefined;
};

/** What can be used, and then what cannot, under the reason that it has in common. */
function Entries({ items, addLabel, onAdd, about }: EntriesProps) {
  const notes = [...new Set(items.flatMap(({ note }) => note ?? []))];
  return (
    <>
      <ul className={classes.items}>
        {items
          .filter(({ note }) => note === null)
          .map((item) => (
            <PaletteEntry
              key={item.id}
              item={item}
              addLabel={addLabel(item.label)}
              onAdd={onAdd}
              about={about?.(item)}
            />
          ))}
      </ul>
      {notes.map((note) => (
        <div key={note} className={classes.named}>
          <p className={classes.note}>{note}</p>
          <ul>
            {items
              .filter((item) => item.note === note)
              .map(({ id, label }) => (
                <li key={id}>{label}</li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}
