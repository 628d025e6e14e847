import {
  ConnectorError as AnyConnectorError,
  type Connector,
  type ConnectorError,
  HostRefusedError,
  type Probe,
  ReauthoriseError,
  RetryLaterError,
  TimedOutError,
} from '@illuminate/connector-kit';
import type { Context } from '../context.ts';
import { Refusal, type RefusalParts } from '../refusal.ts';

const PROBE_MS = 30_000;

/** Signs in at a box office and sees what is there. @throws ConnectorError */
export async function probeBoxOffice(
  { config, clock }: Pick<Context, 'config' | 'clock'>,
  connector: Connector,
  boxOffice: unknown,
): Promise<Probe> {
  const client = connector.connect(boxOffice, { allowLoopback: config.allowLoopback, onRequest: () => undefined });
  const [patience, answered] = [new AbortController(), new AbortController()];
  clock.sleep(PROBE_MS, answered.signal).then(
    () => patience.abort(),
    () => undefined,
  );
  try {
    return await connector.probe(client, patience.signal);
  } catch (err) {
    throw patience.signal.aborted ? tooSlow(connector) : err;
  } finally {
    answered.abort();
    await connector.close(client);
  }
}

function tooSlow({ title }: Connector): TimedOutError {
  return new TimedOutError({
    code: 'no-answer',
    cause: `${title} did not answer within ${PROBE_MS / 1000} s.`,
    whoActs: 'nobody',
    nextStep: 'Wait: it is tried again by itself. If it lasts for hours, check the address and the network.',
  });
}

export function isConnectorError(err: unknown): err is ConnectorError {
  return err instanceof AnyConnectorError;
}

/** Of a deed that was not done nothing is tried again by itself. */
const AGAIN = 'Nothing was stored. Check the address and the network, and try again in a few minutes.';

/** A box office's refusal as this API's; null for an error that is not a box office's. */
export function refusalOf(err: unknown): Refusal | null {
  if (!(err instanceof AnyConnectorError)) return null;
  const { cause, whoActs, nextStep } = err.fault;
  const code: RefusalParts['code'] =
    err instanceof HostRefusedError
      ? 'address-refused'
      : err instanceof ReauthoriseError || err.fault.code === 'not-found' || err.fault.code === 'access-denied'
        ? 'credential-refused'
        : 'box-office-unavailable';
  const isPassing = err instanceof RetryLaterError && whoActs === 'nobody';
  return new Refusal({ code, detail: cause, whoActs, nextStep: isPassing ? AGAIN : nextStep });
}
