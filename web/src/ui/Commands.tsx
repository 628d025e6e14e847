import classes from './Commands.module.css';
import { CopyButton } from './CopyButton.tsx';

/** Commands for a terminal, with a button that copies them. */
export function Commands({ text, copyLabel }: { readonly text: string; readonly copyLabel: string }) {
  return (
    <div className={classes.commands}>
      <pre className={classes.text}>{text}</pre>
      <CopyButton label={copyLabel} text={text} />
    </div>
  );
}
