import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { chromium as playwright } from 'playwright';
import type { Browser } from 'playwright';

const systemChromium = '/usr/bin/chromium';

/** Quiet, and without what a container lacks: a user namespace, a GPU, a large /dev/shm. */
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts a headless Chromium: the one in the `@sparticuz/chromium` package, which brings its own system libraries,
 * or `/usr/bin/chromium` where that package does not run (another architecture or operating system).
 */
export async function launchBrowser(): Promise<Browser> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await playwright.launch({ executablePath: await packagedChromium(), args: switches });
    } catch (error) {
      if (existsSync(systemChromium))
        return playwright.launch({ executablePath: systemChromium, args: switches });
      // another process may be unpacking the same file into the temporary folder right now
      if (attempt === 4) throw error;
      await setTimeout(1000 * attempt);
    }
  }
}

/** The same browser for Playwright's own runner, which launches it by itself. */
export async function browserForRunner(): Promise<{ executablePath: string; args: string[] }> {
  const packagedRuns = process.platform === 'linux' && process.arch === 'x64';
  return { executablePath: packagedRuns ? await packagedChromium() : systemChromium, args: switches };
}

/** The package unpacks its libraries only where it believes to run on AWS Lambda, and reads that when imported. */
async function packagedChromium(): Promise<string> {
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
