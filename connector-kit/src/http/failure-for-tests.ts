import { ConnectorError } from '../errors.ts';

/** The error of ours that something ended in. */
export async function failure(promise: Promise<unknown>): Promise<ConnectorError> {
  const err = await promise.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  );
  if (!(err instanceof ConnectorError)) throw err;
  return err;
}
