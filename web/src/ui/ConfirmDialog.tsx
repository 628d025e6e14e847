import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ConfirmDialog.module.css';

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
    // Put together by hand: Modal's own header is a banner landmark, and a page has one already.
    <Modal.Root opened={isOpen} onClose={onCancel} size="lg" centered>
      <Modal.Overlay backgroundOpacity={0.55} />
      <Modal.Content radius={4}>
        <Modal.Body>
          <Modal.Title component="h2" className={classes.title}>
            {title}
          </Modal.Title>
          <div className={classes.body}>
            {children}
            <div className={classes.buttons}>
              <Button onClick={onConfirm}>{confirm}</Button>
              <Button onClick={onCancel} data-autofocus>
                {cancel}
              </Button>
            </div>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
