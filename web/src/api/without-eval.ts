import { config } from 'zod';

// Zod compiles schemas with `new Function` where it may; our Content Security Policy forbids it, and asking would be
// reported as a violation. Imported before the contract, whose schemas decide when they are made.
config({ jitless: true });
