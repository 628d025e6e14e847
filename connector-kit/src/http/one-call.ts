import { ConnectorError } from '../errors.ts';
import { type Asked, faultOfConnection } from './faults.ts';

/** One request under its deadlines, from its start to the end of its body. */
export interface Call {
  readonly signal: AbortSignal;
  /** From now on so long, in place of any deadline before. */
  within(ms: number, fault: () => ConnectorError): void;
  /** No deadline for now. */
  rest(): void;
  /** What an error on the way means: the caller's own reason to stop, the deadline that passed, or the connection's trouble. */
  faultOf(err: unknown, asked: Asked): unknown;
  end(): void;
}

/** @throws the signal's reason if it has been given already */
export function beginCall(signal: AbortSignal): Call {
  signal.throwIfAborted();
  const controller = new AbortController();
  const stop = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    within(ms, fault) {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(fault()), ms);
    },
    rest() {
      clearTimeout(timer);
    },
    faultOf(err, asked) {
      if (signal.aborted) return signal.reason;
      if (controller.signal.aborted) return controller.signal.reason;
      return err instanceof ConnectorError ? err : faultOfConnection(codeOf(err), asked);
    },
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

function codeOf(err: unknown): string | undefined {
  return err instanceof Error && 'code' in err && typeof err.code === 'string' ? err.code : undefined;
}
