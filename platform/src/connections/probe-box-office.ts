import {
  ConnectorError as AnyConnectorError,
  type Connector,
  type ConnectorError,
  HostRefusedError,
  type Probe,
  ReauthoriseError,
} from '@illuminate/connector-kit';
import type { Context } from '../context.ts';
import { Refusal, type RefusalParts } from '../refusal.ts';

const PROBE_MS = 30_000;

/** Signs in at a box office and sees what is there. @throws ConnectorError */
export async function probeBoxOffice(
  { config }: Pick<Context, 'config'>,
  connector: Connector,
  boxOffice: unknown,
): Promise<Probe> {
  const client = connector.connect(boxOffice, { allowLoopback: config.allowLoopback, onRequest: () => undefined });
  try {
    return await connector.probe(client, AbortSignal.timeout(PROBE_MS));
  } finally {
    await connector.close(client);
  }
}

export function isConnectorError(err: unknown): err is ConnectorError {
  return err instanceof AnyConnectorError;
}

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
  return new Refusal({ code, detail: cause, whoActs, nextStep });
}
