import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';

export interface SlowRequests {
  readonly ms: number;
  /** Paths whose own door waits for bodies as long as bytes come, until it has answered. */
  readonly isPatient: (path: string) => boolean;
}

/** Cuts off requests that dribble in. One that has come whole may be answered for as long as it takes. */
export function endSlowRequests({ ms, isPatient }: SlowRequests): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const { incoming } = c.env;
    if (!isPatient(c.req.path)) endUnlessWhole(incoming, ms);
    await next();
    // Answered before all of it had come: the rest is of no use to anybody.
    if (!incoming.complete) endUnlessWhole(incoming, ms);
  };
}

function endUnlessWhole(incoming: IncomingMessage, ms: number): void {
  const timer = setTimeout(() => (incoming.complete ? undefined : incoming.destroy()), ms);
  timer.unref();
  incoming.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
}
