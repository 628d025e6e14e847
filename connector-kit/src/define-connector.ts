import type { TableName, TableRow } from '@illuminate/model';
import type { z } from 'zod';
import type { Stream } from './define-stream.ts';
import type { EventIdForm } from './event-id-forms.ts';
import type { Patience } from './http/client-options.ts';
import type { Totals } from './totals.ts';

/** How permission is given (DESIGN: connection method). */
export type ConnectionMethod = 'provider-consent' | 'api-credentials' | 'support-request' | 'delivery' | 'upload';

/** How sure we are of what a connector relies on. */
export type EvidenceLabel = 'documented' | 'observed' | 'provisional';

/** A column of the model, as `table.column`. */
export type TableColumn = { [T in TableName]: `${T}.${keyof TableRow<T> & string}` }[TableName];

/** Numbers of customers that people of the box office see, and by which its records do not go. */
export interface OtherCustomerNumber<Client> {
  readonly label: EvidenceLabel;
  readonly pattern: RegExp;
  /** What it is, without an article: "short number of a customer". */
  readonly what: string;
  /** The id that records go by and where it is found, for whoever has to do without the question: "the long id, which …". */
  readonly instead: string;
  /**
   * The id that records go by. Of what is answered nothing else may be kept, quoted or logged.
   * @throws NotFoundError where nobody has the number, or another ConnectorError
   */
  customerIdOf(client: Client, number: string, signal: AbortSignal): Promise<string>;
}

/** What the platform lends a connector: where it may call, and when to stop. */
export interface ConnectorIo {
  /** True only in the demo and in tests: http to loopback is allowed too. */
  readonly allowLoopback: boolean;
  /** Called once per request made, for progress and metrics. */
  readonly onRequest: () => void;
  /** How long answers are waited for, and how soon what failed is tried again, where that is not as usual. */
  readonly patience?: Patience;
}

/** What a probe found. The platform plans by it and shows it. */
export interface Probe {
  /** Who the box office says we are, in a word or two for a person; null if it does not tell. */
  readonly signedInAs: string | null;
  /** Ways of asking that this account really has, as `stream.way` ("orders.changedSince"). */
  readonly ways: readonly string[];
  /** What can be seen, in words. */
  readonly sees: readonly string[];
  /** What cannot be seen and is needed, in words, each with what to ask for. */
  readonly cannotSee: readonly string[];
  /** What this account does not have and can be done without, in words, each with what is missing for it. */
  readonly notSupplied?: readonly string[];
  /** Ways of asking that were looked for and are not there, as `stream.way`. */
  readonly absent?: readonly string[];
  /** The box office's clock minus ours, where signing in only worked with its time. */
  readonly clockOffsetMs?: number;
}

/** One client on a provider's list of those who gave consent. */
export interface ConsentingClient {
  readonly client: string;
  /** ISO 8601 instant, or null where the provider does not tell. */
  readonly allowedSince: string | null;
}

/** The one interface behind which a provider's consent mechanism hides. */
export interface ProviderConsent<Config> {
  readonly label: EvidenceLabel;
  /** The operator's partner credential at the provider. */
  readonly partner: z.ZodObject;
  /** The whole list of clients who consent now. @throws ConnectorError */
  listConsentingClients(partner: unknown, io: ConnectorIo, signal: AbortSignal): Promise<readonly ConsentingClient[]>;
  /** The configuration of a connection to one consenting client. */
  configFor(partner: unknown, client: string): Config;
  /** What a person does in the box office, step by step. */
  readonly steps: readonly string[];
  /** What the box office calls whoever can do it. */
  readonly whoCan: string;
  /** What the switch says, for the picture of it. */
  readonly switchLabel: string;
  /** How a client is shown to be an organisation's own. Without it, the desk finds out. */
  readonly proof?: ClientProof;
}

/** A code that somebody with the right to do so puts where the client's own data shows it. */
export interface ClientProof {
  readonly label: EvidenceLabel;
  /** What a person does in the box office; `{code}` stands for the code. */
  readonly steps: readonly string[];
  /** Whether the code is there. Asks for nothing but what bears the code. @throws ConnectorError */
  find(looked: ClientAndCode, io: ConnectorIo, signal: AbortSignal): Promise<boolean>;
}

export interface ClientAndCode {
  /** The operator's partner credential. */
  readonly partner: unknown;
  readonly client: string;
  readonly code: string;
}

/** What people at an organisation and at the desk do for a connection that the desk arranges. */
export interface SupportRequest {
  /** What a person at the organisation does, step by step. */
  readonly steps: readonly string[];
  /** What the desk often has to write; {contact}, {organisation}, {account} and {provider} are filled in. */
  readonly answers?: readonly {
    readonly title: string;
    /** The move that it goes with. */
    readonly move: 'ask-organisation' | 'ask-provider' | 'make-ready' | 'decline';
    readonly text: string;
  }[];
}

/** What people should know of a provider before they connect. */
export interface AboutProvider {
  /** The day since which its box offices can be connected, YYYY-MM-DD. */
  readonly since: string;
  /** What comes over, in words; `by` names the methods that bring it, where not all do. */
  readonly supplies: readonly { readonly what: string; readonly by?: readonly ConnectionMethod[] }[];
  /** What does not come over, or only in part, and where that is known from. */
  readonly knownLimits: readonly { readonly what: string; readonly label: EvidenceLabel; readonly source: string }[];
}

/** Code for one provider, as data. Form, CLI flags, documentation and conformance run derive from it. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds connectors of different clients and records; each is checked where it is defined.
export interface Connector<Config = any, Client = any, References = any> {
  readonly id: string;
  readonly title: string;
  /** What a reader should know of this provider, in a sentence. */
  readonly summary: string;
  readonly about: AboutProvider;
  readonly methods: readonly ConnectionMethod[];
  /** Whether orders and performances may be delivered to its connections, beside whatever is collected. */
  readonly takesDeliveries?: boolean;
  /**
   * What `connect` takes, and a person gives; without a secret field no credential is needed. `.meta({ label, help, secret })`
   * on each draws forms, flags and docs.
   */
  readonly config: z.ZodType<Config>;
  readonly providerConsent?: ProviderConsent<Config>;
  /** Where permission is arranged by the support desk. */
  readonly supportRequest?: SupportRequest;
  /** Honest labels: what the connector relies on, and how sure we are. */
  readonly reliesOn: readonly { readonly what: string; readonly label: EvidenceLabel }[];
  /** Requests at once towards one account, and windows of at most this many days. */
  readonly limits: { readonly concurrency: number; readonly windowDays: number };
  connect(config: Config, io: ConnectorIo): Client;
  close(client: Client): Promise<void>;
  probe(client: Client, signal: AbortSignal): Promise<Probe>;
  /** Read at the start of a run: what normalisers need and records only name. Null without a question where there is nothing of the kind. */
  references(client: Client, signal: AbortSignal): Promise<References>;
  // biome-ignore lint/suspicious/noExplicitAny: streams of one connector read different records.
  readonly streams: readonly Stream<Client, any, References>[];
  /** Columns that a reader would look for and that this provider's box offices leave blank, so that reports say so. */
  readonly neverTells?: readonly TableColumn[];
  /** How people write down the id of an event, surest first. Without it only the id as it is stored is understood. */
  readonly eventIdForms?: readonly EventIdForm[];
  /** Who types such a number of a customer is understood: the box office is asked for the id. */
  readonly otherCustomerNumber?: OtherCustomerNumber<Client>;
  /** What the box office says of itself, by which the platform checks that nothing is missing. */
  readonly totals?: Totals<Client>;
}

/** Checks nothing and returns its argument: it is there for the types. */
export function defineConnector<Config, Client, References>(
  connector: Connector<Config, Client, References>,
): Connector<Config, Client, References> {
  return connector;
}
