/** What stands for the parameters of an address. */
const EXAMPLES: Readonly<Record<string, string>> = {
  $name: 'riverside-spektrix',
  $set: 'standard-sales-by-date',
  $organisation: 'riverside',
  $page: 'event-id',
  $provider: 'spektrix',
  $method: 'provider-consent',
  $request: 'no-such-request',
  $mail: 'no-such-mail',
  $report: 'daily-sales',
  $upload: 'no-such-upload',
  '{-$token}': 'no-such-token',
};

/** An address of a route, for a walk over all of them. @throws Error for a parameter without an example */
export const addressOf = (path: string): string =>
  path.replace(/\{-\$\w+\}|\$\w+/g, (parameter) => {
    const example = EXAMPLES[parameter];
    if (example === undefined) throw new Error(`The walk needs an example for ${parameter} of ${path}.`);
    return example;
  });
