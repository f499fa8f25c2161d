/** The page without its script, on paper, and for those who do not see it. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inBrowser, openAll } from './browser.ts'
import { pageOfExamples } from './pages.ts'

const one = await pageOfExamples('card-fraud')
const several = await pageOfExamples('card-fraud', 'door-camera')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const isSeen = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((all) =>
      all.map((element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })),
    )

inBrowser('without a script', (open) => {
  test('every system can be read, and nothing is shown that would do nothing', async () => {
    const { page } = await open(several.file, { javaScriptEnabled: false })
    expect(await page.locator('article.system:visible').count()).toBe(2)
    expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0)
    expect(await page.locator('figure.diagram svg:visible').count()).toBe(2)
    const entry = page.locator('details.finding').first()
    await entry.locator('summary').click()
    expect(await entry.locator('dl').isVisible()).toBe(true)
    await entry.locator('a.why').click()
    await expect.poll(() => page.locator('#rules').isVisible()).toBe(true)
    await page.close()
  })

  test('is printed with everything opened', async () => {
    const { page } = await open(one.file, { javaScriptEnabled: false })
    await page.emulateMedia({ media: 'print' })
    for (const part of ['.finding dl', '.incident .steps', '.step pre', '.rule-words dd', '#not-judged details li']) {
      const seen = await isSeen(page, part)
      expect(seen.length).toBeGreaterThan(0)
      expect({ part, seen: seen.every(Boolean) }).toEqual({ part, seen: true })
    }
    await page.close()
  })
})

inBrowser('on paper', (open) => {
  test('all systems are there, opened, and no controls', async () => {
    const { page } = await open(several.file, { colorScheme: 'dark' })
    await page.locator('.overview a').first().click()
    await page.locator('article.system:visible details.finding summary').first().click()
    await page.locator('article.system:visible .pill[value=low]').click()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('article.system:visible').count()).toBe(2)
    expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0)
    for (const part of ['.finding dl', '.incident .steps', '.step pre'])
      expect((await isSeen(page, part)).every(Boolean)).toBe(true)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    const opacity = await page
      .locator('.canvas [data-component]')
      .evaluateAll((all) => all.map((element) => getComputedStyle(element).opacity))
    expect(new Set(opacity)).toEqual(new Set(['1']))
    await page.close()
  })

  test('makes a document of several pages', async () => {
    const { page } = await open(one.file)
    const document = await page.pdf({ format: 'A4' })
    expect(document.subarray(0, 5).toString()).toBe('%PDF-')
    expect(document.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(5)
    await page.close()
  })
})

inBrowser('for those who do not see it', (open) => {
  test.each([
    ['light', 'light', 1280],
    ['dark', 'dark', 1280],
    ['narrow', 'light', 390],
  ] as const)('axe finds nothing serious: %s', async (_, colorScheme, width) => {
    for (const file of colorScheme === 'light' && width > 400 ? [one.file, several.file] : [one.file]) {
      const { page } = await open(file, { colorScheme, viewport: { width, height: 900 } })
      if (file === several.file) await page.locator('.overview a').first().click()
      await page.locator('article:visible details').evaluateAll(openAll)
      expect(await violations(page)).toEqual([])
      await page.locator('article:visible button.replay').first().click()
      expect(await violations(page)).toEqual([])
      await page.close()
    }
  })

  test('axe would find something', async () => {
    const { page } = await open(one.file)
    await page.evaluate(() => {
      document
        .querySelector('.filters select')
        ?.closest('label')
        ?.replaceWith(document.querySelector('.filters select') as Element)
    })
    expect(await violations(page)).not.toEqual([])
    await page.close()
  })

  test('has one main part, and headings that leave no level out', async () => {
    const { page } = await open(several.file)
    await page.locator('.overview a').first().click()
    expect(await page.locator('main').count()).toBe(1)
    const levels = await page
      .locator('h1:visible, h2:visible, h3:visible, h4:visible')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1)
    await page.close()
  })
})

/** Serious and critical ones, with where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const results = await page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
      }
    ).axe.run(),
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
