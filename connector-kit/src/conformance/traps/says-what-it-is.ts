import type { Connector } from '../../define-connector.ts';

const LABELS = ['documented', 'observed', 'provisional'];
const WAYS = ['crawl', 'window', 'changedSince', 'byId', 'feedHash', 'observe'] as const;

/** Needs no box office: what forms, flags, documents and the planner take from a connector. */
export function saysWhatItIs(connector: Connector): string[] {
  const { id, title, summary, about, methods, reliesOn, limits, streams, otherCustomerNumber: other } = connector;
  const wrong: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  must(/^[a-z][a-z0-9-]*$/.test(id), `its id "${id}" is not one lower-case word`);
  must(title.trim() !== '', 'it has no title');
  must(summary.endsWith('.'), 'its summary is no sentence');
  must(/^\d{4}-\d{2}-\d{2}$/.test(about.since), 'it does not say since which day it can be connected');
  must(about.supplies.length > 0, 'it does not say in words what comes over');
  for (const { what, by } of about.supplies) {
    must(
      by === undefined || by.every((method) => methods.includes(method)),
      `"${what}" comes by a method that it lacks`,
    );
  }
  for (const { what, label, source } of about.knownLimits) {
    must(LABELS.includes(label) && source.trim() !== '', `the limit "${what}" has no label or no source`);
  }
  must(methods.length > 0, 'it has no connection method');
  must(!methods.includes('provider-consent') || connector.providerConsent !== undefined, 'nobody can consent');
  must(!methods.includes('support-request') || connector.supportRequest !== undefined, 'it has no steps for a request');
  must(reliesOn.length > 0, 'it does not say what it relies on');
  for (const { what, label } of reliesOn) must(LABELS.includes(label), `"${what}" has the label "${label}"`);
  must(other === undefined || LABELS.includes(other.label), 'the other number of a customer has no label');
  // A global pattern remembers where it stood, and would deny every second number.
  must(other?.pattern.global !== true, 'the pattern of the other number of a customer is global');
  must(limits.concurrency >= 1 && limits.windowDays >= 1, 'its limits let nothing through');
  must(new Set(streams.map(({ name }) => name)).size === streams.length, 'two streams have one name');
  const isFed = streams.some((stream) => stream.feedHash !== undefined);
  for (const stream of streams) {
    must(stream.keeps.length > 0, `${stream.name} does not say which fields it keeps`);
    must(
      (stream.kept ?? stream.writeKept) !== undefined,
      `${stream.name} does not say what of a record is kept for a replay`,
    );
    must(stream.inWords?.endsWith('.') === true, `${stream.name} does not say in a sentence what it keeps`);
    must(isFed || WAYS.some((way) => stream[way] !== undefined), `${stream.name} cannot be asked for in any way`);
    must(
      (stream.changedSince === undefined) === (stream.cursorAt === undefined),
      `${stream.name} needs both changedSince and cursorAt, or neither`,
    );
  }
  return [...wrong, ...fieldsWithoutWords(connector)];
}

/** Forms and flags are drawn from what a configuration says of itself. */
function fieldsWithoutWords({ config }: Connector): string[] {
  const shape: unknown = 'shape' in config ? config.shape : null;
  if (typeof shape !== 'object' || shape === null)
    return ['its configuration is no object, so that no form can be drawn'];
  return Object.entries(shape).flatMap(([name, field]) => {
    const { label, help, secret } = (field as { meta?: () => Record<string, unknown> | undefined }).meta?.() ?? {};
    const isWhole = typeof label === 'string' && typeof help === 'string' && typeof secret === 'boolean';
    return isWhole ? [] : [`the field ${name} of its configuration has no label, help and secret`];
  });
}
