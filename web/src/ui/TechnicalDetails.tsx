import classes from './TechnicalDetails.module.css';

interface TechnicalDetailsProps {
  readonly label: string;
  readonly items: readonly { readonly name: string; readonly value: string }[];
}

/** What support asks for, folded away: codes and references. Empty values are left out. */
export function TechnicalDetails({ label, items }: TechnicalDetailsProps) {
  const told = items.filter(({ value }) => value !== '');
  if (told.length === 0) return null;
  return (
    <details className={classes.details}>
      <summary>{label}</summary>
      <dl>
        {told.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
