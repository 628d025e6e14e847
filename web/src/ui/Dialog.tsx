import { Modal } from '@mantine/core';
import { type ReactNode, useContext } from 'react';
import { CoveredContext } from './covered.ts';
import classes from './Dialog.module.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** As wide as a sentence reads well, unless it holds a table. */
  readonly size?: 'lg' | '70rem';
}

/** The frame of every dialogue: over the page, named by its title, left by Escape. */
export function Dialog({ isOpen, title, children, onClose, size = 'lg' }: DialogProps) {
  const isCovered = useContext(CoveredContext);
  return (
    // Put together by hand: Modal's own header is a banner landmark, and a page has one already.
    <Modal.Root opened={isOpen} onClose={onClose} size={size} centered={size === 'lg'} closeOnEscape={!isCovered}>
      <Modal.Overlay backgroundOpacity={0.55} />
      <Modal.Content radius={4} className={classes.frame}>
        <Modal.Body>
          <Modal.Title component="h2" className={classes.title}>
            {title}
          </Modal.Title>
          <div className={classes.body}>{children}</div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
