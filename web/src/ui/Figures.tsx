import classes from './Figures.module.css';

/** Figures side by side, each over its name, for comparing one entry of a list with the next. */
export function Figures({ items }: { readonly items: readonly { readonly name: string; readonly value: string }[] }) {
  return (
    <dl className={classes.figures}>
      {items.map(({ name, value }) => (
        <div key={name} className={classes.figure}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
