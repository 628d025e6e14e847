import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

const EXECUTABLE = '/usr/bin/chromium';
const isHere = existsSync(EXECUTABLE);

if (!isHere && process.env.CI_REQUIRE_CHROMIUM === '1') {
  throw new Error(`Chromium is required here and is not at ${EXECUTABLE}: apt-get install chromium`);
}

/** As `describe`; skipped where there is no Chromium, with the command that installs it. */
export function describeInChromium(name: string, body: () => void): void {
  if (isHere)
    describe(name, () => {
      body();
    });
  else
    describe.skip(`${name} (needs Chromium: apt-get install chromium)`, () => {
      body();
    });
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
