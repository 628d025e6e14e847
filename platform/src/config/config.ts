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
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Whether `host` is reachable from this machine only. */
  loopbackOnly: boolean;
}
