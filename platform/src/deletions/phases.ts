import { channel } from 'node:diagnostics_channel';

/** Tells where a deletion is. Nobody listens but a test that kills the process there. */
export const phases = channel('illuminate:deletion');
