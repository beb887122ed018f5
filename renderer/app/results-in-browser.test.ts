import { expect, it } from 'vitest';
import { LOOK, POLL, RUN, asked, describeScreens } from '../../build/test/screens/describe-screens.ts';
import { explainWarning } from '../../shared/explain/verdict.ts';
import { messages } from '../../shared/locale/messages.ts';

describeScreens('a result in a real browser', (opened) => {
  it('shows second opinions as such', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    const opinions = page.getByRole('region', { name: 'Second opinions' });
    await opinions.getByText('They do not decide.').waitFor();
    await page.context().close();
  });

  it('says that it decides where that takes its time', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    await page.evaluate(() => {
      (window as unknown as { holdBack: (method: string) => void }).holdBack('runs.decide');
    });
    await page.getByRole('slider', { name: 'GPU' }).press('ArrowLeft');
    await page.getByText('Deciding with these limits …').waitFor();
    expect(await page.locator('.result').getAttribute('aria-busy')).toBe('true');
    await page.evaluate(() => {
      (window as unknown as { holdBack: (method: string) => void }).holdBack('');
    });
    await page.getByText('With these limits: 5. As it was run: 7.').waitFor();
    expect(await page.getByText('Deciding with these limits …').count()).toBe(0);
    await page.context().close();
  });

  it('decides anew at once where a limit is moved', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    await page.getByRole('slider', { name: 'GPU' }).press('ArrowLeft');
    await page.getByText('With these limits: 5. As it was run: 7.').waitFor();
    expect(await page.locator('.verdict-number').textContent()).toBe('5');
    await page.getByRole('button', { name: 'As it was run' }).click();
    await page.getByText('With these limits: 7, as it was run.').waitFor();
    await page.context().close();
  });

  it.each(['en', 'zh-CN'] as const)(
    'says why a run cannot be trusted, and claims nothing of it, in %s',
    async (language) => {
      const { verdict: words, result, report, live } = messages(language);
      const why = words.invalid['interrupted']!();
      const shown = await opened('interrupted', `#/result/${RUN}`, { ...LOOK, language });
      const main = shown.page.locator('main');
      await main.getByText(why).waitFor();
      const text = await main.innerText();
      expect(text.indexOf(why)).toBeLessThan(text.indexOf(result.goOn.text));
      expect(text).not.toContain(result.noWarnings);
      expect(text).not.toContain(result.opinions.title);
      expect(text).not.toContain(report.facts.framesNotMeasured);
      expect(text).not.toContain(report.facts.safe);
      expect(text).toContain(report.warnings.noneElse);
      // Resources were judged, and nothing that was judged is told; no number is told as unknown, not as none.
      expect(text).toContain(report.resources.unclaimed);
      expect(text).not.toContain(report.resources.none);
      expect(text).toContain(result.limits.same(result.limits.noNumber));
      expect(result.limits.noNumber).not.toMatch(/no capacity|没有/u);
      expect(await main.locator('.verdict-number').innerText()).toBe('–');
      await shown.page.context().close();

      const { page } = await opened('oneCopy', '#/live', { ...LOOK, language });
      const hero = page.locator('.hero');
      await hero.getByText(words.invalid['single-instance']!()).waitFor();
      expect(await hero.innerText()).toContain(live.standing.invalid);
      expect(await hero.innerText()).not.toMatch(/\d/u);
      await page.context().close();
    },
  );

  it.each(['en', 'zh-CN'] as const)(
    'says that the time was up, what is known, and how to go on, in %s',
    async (language) => {
      const { verdict: words, result, live } = messages(language);
      const known = explainWarning(
        { code: 'budget', text: '', data: { seconds: 252, atLeast: 5 } },
        language,
      );
      const { page } = await opened('outOfTime', '#/live', { ...LOOK, language });
      await page.locator('.hero').getByText(known).waitFor();
      await page.locator('.hero-doing').getByText(live.standing.outOfTime).waitFor();
      await page.context().close();
      const shown = await opened('outOfTime', `#/result/${RUN}`, { ...LOOK, language });
      await shown.page
        .locator('.verdict')
        .getByText(words.outOfTime({ cap: 5 }))
        .waitFor();
      await shown.page.locator('.result-warnings').getByText(known).waitFor();
      await shown.page.getByRole('button', { name: result.goOn.button }).click();
      await expect.poll(() => asked(shown.page, 'run.resume'), POLL).toMatchObject([{ run: RUN }]);
      await shown.page.context().close();
    },
  );

  it('goes from a result to its audience', async () => {
    const { page } = await opened('ended', `#/result/${RUN}`, LOOK);
    await page.getByRole('button', { name: 'Audience …' }).press('Enter');
    await page.getByLabel('Bit rate, Mbit/s').fill('8');
    await page.getByText('7 streams at 8 Mbit/s need 56 Mbit/s.').first().waitFor();
    expect(await asked(page, 'audience.answer')).toMatchObject([{ question: { run: RUN, streams: null } }]);
    await page.context().close();
  });
});
