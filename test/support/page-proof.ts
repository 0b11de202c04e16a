import assert from 'node:assert/strict';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { root } from './club.ts';

/** The narrowest telephone that is still sold. */
const narrow = { width: 390, height: 844 };

/**
 * What holds for every page: axe finds nothing, in light and in dark; on a telephone nothing is to be scrolled sideways. With
 * SCREENSHOTS set, a picture of it goes to docs/emulator, for people to compare; not of a page whose like is there already.
 */
export async function provePage(
  page: Page,
  name: string,
  { isPictured = true } = {},
): Promise<void> {
  const wide = page.viewportSize() ?? narrow;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await findings(page), [], `${name}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (isPictured && process.env['SCREENSHOTS']) await takePicture(page, name);
  await page.setViewportSize(narrow);
  assert.deepEqual(await page.evaluate(sticksOutScript), [], `${name} at ${narrow.width} px`);
  await page.setViewportSize(wide);
}

/** Each as `rule: selector`. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** What makes the page wider than its window. Text, for it runs in the page, whose types these tests have not. */
const sticksOutScript = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const sticksOut = (element) => element.getBoundingClientRect().right > clientWidth + 0.5;
  const wide = [...document.querySelectorAll('body *')].filter(sticksOut);
  return wide.slice(0, 5).map(({ tagName, id, className }) => tagName + '#' + id + '.' + className);
})()`;

async function takePicture(page: Page, name: string): Promise<void> {
  const path = join(root, 'docs/emulator', `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
}
