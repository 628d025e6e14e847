import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the loaded demo of this run of tests is, or will be once a test asks for it. */
    loadedDemo: string;
  }
}

/** Before any test: a folder for `loaded-demo.ts`, which is gone after the last. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-loaded-demo-'));
  project.provide('loadedDemo', folder);
  return () => rm(folder, { recursive: true, force: true });
}
