/** The door of a box office that sends deliveries: whom to send to, and when. */
export interface SendingDoor {
  /** The public half of the sender's key (PEM). */
  publicKey(): Promise<string>;
  /** Sends the account's sales there from now on, whenever `deliver` says so. */
  setUp(to: Destination): Promise<void>;
  /** Sends what is new, and waits for the end. @returns what went wrong, or null */
  deliver(): Promise<string | null>;
  /** Tears off whatever is being sent, and forgets to whom. */
  stop(): Promise<void>;
}

export interface Destination {
  /** Such as http://127.0.0.1:4310. */
  readonly target: string;
  readonly connection: string;
  readonly keyId: string;
}

/** `keyFile` holds the sender's private key; the box office makes it where it is not there. */
export function openSendingDoor(
  origin: string,
  { account, keyFile }: { account: string; keyFile: string },
): SendingDoor {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${origin}/__simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    publicKey: async () => ((await ask('POST', 'key', { keyFile })) as { publicKey: string }).publicKey,
    setUp: async (to: Destination) =>
      void (await ask('POST', 'deliveries', { account, keyFile, everySeconds: 0, ...to })),
    deliver: async () => ((await ask('POST', 'deliver', { account })) as { error: string | null }).error,
    stop: async () => void (await ask('DELETE', `deliveries?account=${account}`)),
  };
}
