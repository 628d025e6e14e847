import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDay, shortDayInWords } from './time.ts';

interface DayFieldProps {
  readonly label: string;
  /** The label is read but not seen. */
  readonly isLabelHidden?: boolean;
  /** YYYY-MM-DD; empty where no day is chosen yet; or what was typed and could not be read. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  /** What was typed is no day: the one before is not in force any more. */
  readonly onUnreadable: (text: string) => void;
}

/** A day, typed in any of the usual ways or picked from a calendar. What can't be read is said and kept for mending. */
export function DayField({ label, isLabelHidden = false, value, onChange, onUnreadable }: DayFieldProps) {
  const { t, i18n } = useTranslation();
  const read = parseDay(value);
  const inWords = (given: string) => {
    const day = parseDay(given);
    return day === null ? given : shortDayInWords(day, i18n.language);
  };
  const [text, setText] = useState(inWords(value));
  const [picking, setPicking] = useState(false);
  // A new value from outside takes the place of what was typed; while drawing, so that the old text is never shown beside it.
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setText(inWords(value));
  }

  const take = () => {
    const day = parseDay(text);
    if (day === null) {
      const typed = text.trim();
      if (typed !== value) onUnreadable(typed);
      return;
    }
    setText(inWords(day));
    if (day !== value) onChange(day);
  };

  return (
    <TextInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      value={text}
      error={value !== '' && read === null ? t('day.invalid') : null}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
      rightSection={
        <Popover opened={picking} onChange={setPicking} trapFocus returnFocus position="bottom-end" withinPortal>
          <Popover.Target>
            <ActionIcon
              variant="transparent"
              color="var(--ink)"
              aria-label={t('day.pick', { label })}
              onClick={() => setPicking((was) => !was)}
            >
              <IconCalendar size={20} stroke={1.5} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('day.calendar', { label })}>
            <DatePicker
              value={read}
              {...(read === null ? {} : { defaultDate: read })}
              locale={i18n.language}
              hideOutsideDates
              ariaLabels={{
                nextMonth: t('day.nextMonth'),
                previousMonth: t('day.previousMonth'),
                nextYear: t('day.nextYear'),
                previousYear: t('day.previousYear'),
                nextDecade: t('day.nextDecade'),
                previousDecade: t('day.previousDecade'),
                monthLevelControl: t('day.months'),
                yearLevelControl: t('day.years'),
              }}
              onChange={(day) => {
                setPicking(false);
                if (day !== null) onChange(day);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}
