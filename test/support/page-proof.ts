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
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await findings(page, rulesOfColor), [], `${name}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  assert.deepEqual(await findings(page), [], `${name}, light`);
  if (isPictured && process.env['SCREENSHOTS']) await takePicture(page, name);
  await page.setViewportSize(narrow);
  assert.deepEqual(await page.evaluate(sticksOutScript), [], `${name} at ${narrow.width} px`);
  await page.setViewportSize(wide);
}

/** What a dark page can be judged by anew: nothing but its colors is another. */
const rulesOfColor = ['color-contrast', 'link-in-text-block'];

/** Each as `rule: selector`; of all rules where none are named. */
async function findings(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (rules.length > 0) axe.withRules([...rules]);
  axe.setLegacyMode(page.frames().length === 1); // it opens no window of its own for a page without frames
  const { violations } = await axe.analyze();
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
