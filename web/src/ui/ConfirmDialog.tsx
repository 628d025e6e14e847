import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Dialog.module.css';
import { Dialog } from './Dialog.tsx';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What it does, and what it leaves alone. */
  readonly children: ReactNode;
  readonly confirm: string;
  readonly cancel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says what a deed does before it is done. Both buttons weigh the same, and the safe one has the focus. */
export function ConfirmDialog({ isOpen, title, children, confirm, cancel, onConfirm, onCancel }: ConfirmDialogProps) {
  return (
    <Dialog isOpen={isOpen} title={title} onClose={onCancel}>
      {children}
      <div className={classes.buttons}>
        <Button onClick={onConfirm}>{confirm}</Button>
        <Button onClick={onCancel} data-autofocus>
          {cancel}
        </Button>
      </div>
    </Dialog>
  );
}
