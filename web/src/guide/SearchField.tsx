import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import classes from './SearchField.module.css';

/** Leads to what is found, at an address that can be passed on. */
export function SearchField({ asked }: { readonly asked: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const search = (event: FormEvent) => {
    event.preventDefault();
    const q = field.current?.value.trim() ?? '';
    void navigate({ to: paths.guide, search: q === '' ? {} : { q } });
  };
  return (
    <search>
      <form className={classes.form} onSubmit={search}>
        <TextInput
          ref={field}
          type="search"
          name="q"
          label={t('guide.search')}
          defaultValue={asked}
          maxLength={100}
          autoComplete="off"
          className={classes.field}
        />
        <Button type="submit" leftSection={<IconSearch size={18} aria-hidden="true" />}>
          {t('guide.searchSubmit')}
        </Button>
      </form>
    </search>
  );
}
