import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { makeCertificate, type TestCertificate } from './certificates.ts';

/** The emulator and the functions that `countersign exec` has started around the tests. */
export interface Surroundings {
  /** Where pages are: `http://localhost:…`. */
  readonly pages: string;
  /** The same over HTTPS, whose certificate the browser trusts. */
  readonly securePages: string;
  /** Where the workbench is: another origin of the same server. */
  readonly workbench: string;
  readonly tenant: string;
}

/**
 * Where all is, with nobody signed up and an empty inbox.
 * @throws Error with one line to print, where the tests were not started by `npm run test:browser`
 */
export async function surroundings(): Promise<Surroundings> {
  const pages = process.env['COUNTERSIGN_EMULATOR_URL'];
  const securePages = process.env['COUNTERSIGN_EMULATOR_HTTPS_URL'];
  if (!pages || !securePages)
    throw new Error('No emulator runs around these tests: start them by "npm run test:browser".');
  const workbench = pages.replace('localhost', '127.0.0.1');
  const health = (await (await fetch(`${pages}/_emulator/api/health`)).json()) as {
    tenant: string;
  };
  await fetch(`${pages}/_emulator/api/reset`, { method: 'POST' });
  return { pages, securePages, workbench, tenant: health.tenant };
}

let shared: Promise<Browser> | undefined;

/**
 * A window of its own, without cookies of others; a script that fails on a page fails the test.
 * @throws Error with one line to print, where there is no Chromium
 */
export async function openWindow(
  t: TestContext,
  { locale = 'en-US', width = 900 } = {},
): Promise<Page> {
  shared ??= chromium.launch({ executablePath: chromiumPath(), args: trustArguments() });
  const browser = await shared;
  const options = {
    locale,
    viewport: { width, height: 720 },
    reducedMotion: 'reduce',
  } as const;
  const context: BrowserContext = await browser.newContext(options);
  const faults: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => faults.push(message));
  page.setDefaultTimeout(20_000);
  t.after(async () => {
    await context.close();
    if (faults.length > 0) throw new Error(`Scripts failed: ${faults.join('; ')}`);
  });
  return page;
}

/** Ends the browser; a file of tests calls it once, after all. */
export async function closeBrowser(): Promise<void> {
  await (await shared)?.close();
}

let ownCertificate: TestCertificate | undefined;

/** Of applications that tests serve over HTTPS; the browser trusts it. */
export function applicationCertificate(): TestCertificate {
  const now = Date.now();
  const times = { notBefore: new Date(now - 60_000), notAfter: new Date(now + 86_400_000) };
  ownCertificate ??= makeCertificate({ name: 'localhost', hosts: ['localhost'], ...times });
  return ownCertificate;
}

/** Trust in the emulator's own authority and in the tests' applications, known by their keys, and in nobody else. */
function trustArguments(): string[] {
  const file = process.env['COUNTERSIGN_EMULATOR_CERTIFICATE'];
  const certificates = [...(file ? [readFileSync(file)] : []), applicationCertificate().pem];
  return [`--ignore-certificate-errors-spki-list=${certificates.map(pinOf).join(',')}`];
}

function pinOf(certificate: string | Buffer): string {
  const { publicKey } = new X509Certificate(certificate);
  const key = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

/** Of the Chromium that CHROMIUM names, else of this machine. @throws Error with one line to print */
export function chromiumPath(): string {
  const resolve = fileURLToPath(new URL('../../tools/chromium/resolve.mjs', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [resolve], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr.trim());
  return stdout.trim();
}
