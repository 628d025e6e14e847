export interface MailServer {
  host: string;
  port: number;
  /** `starttls` sends nothing before the connection is encrypted; `none` is for this machine and networks of one's own. */
  tls: 'at-once' | 'starttls' | 'none';
  signIn: { user: string; password: string } | null;
  from: { name: string | null; address: string };
}

export interface Config {
  host: string;
  /** 0 picks a free port. */
  port: number;
  /** Absolute. Everything the process writes is under it. */
  dataFolder: string;
  /** A PostgreSQL server for the control database; without it PGlite in `data/control`. */
  databaseUrl?: string;
  publicUrl?: URL;
  /** Addresses and networks whose X-Forwarded-… headers are believed. */
  trustedProxies: string[];
  demo: 'on-fresh-folder' | 'on' | 'off';
  /** Absolute. */
  masterKeyFile: string;
  /** Http on loopback is allowed as host of a connection. */
  allowLoopback: boolean;
  /** Memory that one open store may use, in MB. */
  storeMemoryMb: number;
  /** How long a sync's claim holds without a sign of life. */
  leaseSeconds: number;
  /** How long a run of a report may take that was started, or that becomes a file. */
  reportSeconds: number;
  /** Where mail goes out; without it mail waits in the outbox. */
  mail?: MailServer;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Whether `host` is reachable from this machine only. */
  loopbackOnly: boolean;
}
