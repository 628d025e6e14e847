import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import classes from './Form.module.css';

/** What is wrong with the fields of a form, by their names. */
export type Wrong = Readonly<Record<string, string>>;

export const NOTHING_WRONG: Wrong = {};

interface FormProps {
  readonly label: string;
  /** The first field that is wrong takes focus whenever this changes. */
  readonly wrong: Wrong;
  /** Told what was typed, by the names of the fields. */
  readonly onSubmit: (typed: (name: string) => string) => void;
  readonly children: ReactNode;
}

/** A form whose fields keep what is typed themselves, so that browsers and password managers may fill them. */
export function Form({ label, wrong, onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLElement>('[name]') ?? [])];
    fields.find((field) => (field.getAttribute('name') ?? '') in wrong)?.focus();
  }, [wrong]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const all = new FormData(event.currentTarget);
    onSubmit((name) => {
      const value = all.get(name);
      return typeof value === 'string' ? value : '';
    });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={label} className={classes.form}>
      {children}
    </form>
  );
}

/** The buttons at a form's end. */
export const Deeds = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.deeds}>{children}</div>
);
