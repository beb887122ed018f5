import type { Page } from 'playwright-core';

/**
 * Presses a key once the screen shows what it is for: before that it is nobody's, as it would be under an operator's finger.
 * @param key as `aria-keyshortcuts` names it: `L`, `F8`
 */
export async function press(page: Page, key: string): Promise<void> {
  await page.locator(`button[aria-keyshortcuts="${key}"]:enabled`).first().waitFor();
  await page.keyboard.press(key.length === 1 ? key.toLowerCase() : key);
}
