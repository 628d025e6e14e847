import type { OperationId } from '@illuminate/contract';
import type { ReactNode } from 'react';
import { mayCall } from './may-call.ts';
import { useVisitor } from './session-context.ts';

interface MayProps {
  readonly call: OperationId;
  /** In which organisation, by its short name. */
  readonly of: string;
  readonly children: ReactNode;
}

/** A part of a page for those who may call what it lives on. */
export function May({ call, of, children }: MayProps) {
  return mayCall(useVisitor(), call, of) ? children : null;
}
