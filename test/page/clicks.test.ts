/** What one does with the page, in a real browser. */

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hostileManifest } from '../formats/hostile-manifest.ts'
import { inBrowser, openAll } from './browser.ts'
import { pageOf, pageOfExamples } from './pages.ts'

const one = await pageOfExamples('card-fraud')
const several = await pageOfExamples('card-fraud', 'coding-agent', 'door-camera')

/** A message that goes through so many channels before an agent reads it. */
function chain(channels: number): string {
  const ids = ['stranger', ...Array.from({ length: channels }, (_, index) => `channel-${index + 1}`), 'agent']
  const between = Object.fromEntries(ids.slice(1, -1).map((id) => [id, { kind: 'channel' }]))
  return JSON.stringify({
    atlaslint: 1,
    system: { name: 'A long way' },
    components: { stranger: { kind: 'outsider' }, ...between, agent: { kind: 'agent', autonomy: 'autonomous' } },
    flows: ids.slice(1).map((to, index) => ({ from: ids[index], to, carries: ['message'] })),
  })
}

const shown = (page: Page) => page.locator('details.finding:visible').count()
const lit = (page: Page, what: string) =>
  page
    .locator('figure.diagram .lit')
    .evaluateAll((elements, name) => elements.flatMap((element) => element.getAttribute(name) ?? []).sort(), what)
const telling = (page: Page) => page.locator('.telling').innerText()

inBrowser('the page of one system', (open) => {
  test('opens without a complaint, and asks for nothing', async () => {
    const { page, complaints, requests } = await open(one.file)
    expect(await page.title()).toBe('Card fraud scoring: atlaslint FAIL')
    await page.waitForTimeout(200)
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] })
    await page.close()
  })

  test('severities are filters that add up, and the count is told', async () => {
    const { page } = await open(one.file)
    const all = await shown(page)
    await page.locator('.pill[value=critical]').click()
    expect(await page.locator('.pill[value=critical]').getAttribute('aria-pressed')).toBe('true')
    const critical = await shown(page)
    expect(critical).toBe(await page.locator('details.finding[data-severity=critical]').count())
    expect(critical).toBeGreaterThan(0)
    expect(critical).toBeLessThan(all)
    expect(await page.locator('output.shown').innerText()).toBe(`${critical} of ${all} shown`)
    await page.locator('.pill[value=high]').click()
    expect(await shown(page)).toBeGreaterThan(critical)
    await page.locator('button.clear').click()
    expect(await shown(page)).toBe(all)
    await page.close()
  })

  test.each([
    ['status', 'mitigated'],
    ['tactics', 'AML.TA0011'],
    ['owner', 'fraud'],
    ['components', 'payment-history'],
  ])('%s can be chosen', async (name, value) => {
    const { page } = await open(one.file)
    const all = await shown(page)
    await page.locator(`select[data-filter=${name}]`).selectOption(value)
    const found = await shown(page)
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(all)
    for (const entry of await page.locator('details.finding:visible').all()) {
      const data = await entry.evaluate((element) => ({ ...(element as HTMLElement).dataset }))
      expect(`${data[name]}|${data.subject}`.split(/[| ]/)).toContain(value)
    }
    await page.close()
  })

  test('words are looked for in everything that an entry says', async () => {
    const { page } = await open(one.file)
    await page.locator('input[type=search]').fill('poisoning cardholder')
    expect(await shown(page)).toBe(2)
    await page.locator('input[type=search]').fill('zebrafish')
    expect(await shown(page)).toBe(0)
    expect(await page.locator('output.shown').innerText()).toMatch(/^0 of/)
    await page.close()
  })

  test('an opened finding lights up its way, marks where controls stand, and stays in sight', async () => {
    const { page } = await open(one.file)
    await page.locator('details.finding summary').first().click()
    await expect.poll(() => telling(page)).toContain('AML.T0015 Evade AI Model on fraud-model')
    expect(await telling(page)).toContain('input-checks cuts it on score')
    const way = [
      'shop',
      'card-network',
      'authorisation',
      'payment-stream',
      'counting',
      'online-features',
      'scorer',
      'fraud-model',
    ]
    expect(await lit(page, 'data-component')).toEqual(way.toSorted())
    expect(await lit(page, 'data-flow')).toHaveLength(way.length - 1)
    expect(await page.locator('.diagram .subject').getAttribute('data-component')).toBe('fraud-model')
    expect(await page.locator('.diagram [data-flow=score]').getAttribute('class')).toContain('guard')
    expect(await page.locator('.diagram [data-flow=score]').getAttribute('class')).not.toContain('lit')
    const figure = await page.locator('figure.diagram').boundingBox()
    const entry = await page.locator('details.finding').first().boundingBox()
    expect(figure?.y).toBeGreaterThanOrEqual(-1)
    expect(entry?.y).toBeGreaterThanOrEqual((figure?.y ?? 0) + (figure?.height ?? 0))
    expect(entry?.y).toBeLessThan(860)
    await page.locator('[data-do=whole]').click()
    expect(await lit(page, 'data-component')).toEqual([])
    await page.close()
  })

  test('what is lit can be seen: the rest is dim, and the picture goes closer', async () => {
    const { page } = await open(one.file)
    const svg = page.locator('.canvas svg')
    const before = await svg.getAttribute('viewBox')
    await page.locator('details.finding summary').nth(1).click()
    await expect.poll(() => svg.getAttribute('viewBox')).not.toBe(before)
    const opacity = (id: string) =>
      page.locator(`[data-component=${id}]`).evaluate((element) => Number(getComputedStyle(element).opacity))
    expect(await opacity('fraud-model')).toBe(1)
    expect(await opacity('shop')).toBeLessThan(0.5)
    await page.locator('details.finding summary').nth(1).click()
    await expect.poll(() => svg.getAttribute('viewBox')).toBe(before)
    await page.close()
  })

  test('a way that is too long for the screen is shown from its subject on, large enough to read', async () => {
    const { file } = await pageOf({ 'ai-system.yaml': chain(16) })
    const { page, complaints } = await open(file, { viewport: { width: 390, height: 800 } })
    const ways = await page
      .locator('details.finding')
      .evaluateAll((all) => all.map((entry) => (entry as HTMLElement).dataset.components?.split('|').length ?? 0))
    const longest = ways.indexOf(Math.max(...ways))
    expect(ways[longest]).toBe(18)
    await page.locator('details.finding summary').nth(longest).click()
    const subject = page.locator('.diagram .subject').first()
    await subject.waitFor()
    const [frame, box] = [await page.locator('.canvas').boundingBox(), await subject.boundingBox()]
    if (frame === null || box === null) throw new Error('nothing is shown')
    expect(box.y).toBeGreaterThanOrEqual(frame.y)
    expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height)
    expect(box.height).toBeGreaterThan(20)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('an opened finding brings along what its rule says', async () => {
    const { page } = await open(one.file)
    const entry = page.locator('details.finding').first()
    await entry.locator('summary').click()
    await expect.poll(() => entry.innerText()).toContain('Malware, spam, phishing')
    await page.close()
  })

  test('an incident is replayed step by step, forth and back', async () => {
    const { page } = await open(one.file)
    const incident = page.locator('details.incident').first()
    await incident.locator('summary').click()
    await incident.locator('button.replay').click()
    const steps = await incident.locator('.steps > li').count()
    expect(await telling(page)).toMatch(new RegExp(`^1 of ${steps}: AML\\.T\\d{4}`))
    for (let step = 2; step <= steps; step++) {
      await page.locator('[data-do=next]').click()
      expect(await telling(page)).toMatch(new RegExp(`^${step} of ${steps}: `))
      expect(await lit(page, 'data-component')).not.toEqual([])
      expect(await incident.locator('[aria-current=step]').count()).toBe(1)
    }
    expect(await page.locator('[data-do=next]').getAttribute('aria-disabled')).toBe('true')
    await page.locator('[data-do=next]').click({ force: true })
    await page.locator('[data-do=previous]').click()
    expect(await telling(page)).toMatch(new RegExp(`^${steps - 1} of`))
    await page.close()
  })

  test('a step of the plan, and a control, show where they stand', async () => {
    const { page } = await open(one.file)
    await page.locator('details.step summary').nth(1).click()
    await expect.poll(() => lit(page, 'data-component')).toEqual(['fraud-model'])
    await page.locator('button.show').first().click()
    expect(await telling(page)).toBe('input-checks\n\nstands on score')
    expect(await lit(page, 'data-flow')).toEqual(['score'])
    await page.close()
  })

  test('a cell of the matrix leads to its finding, even where that was filtered away', async () => {
    const { page } = await open(one.file)
    await page.locator('.pill[value=low]').click()
    await page.locator('.cell:has-text("AML.T0020")').click()
    const entry = page.locator('details.finding:has-text("AML.T0020")').first()
    await expect.poll(() => entry.getAttribute('open')).toBe('')
    expect(await entry.isVisible()).toBe(true)
    await expect.poll(() => telling(page)).toContain('AML.T0020')
    await page.close()
  })

  test('everything can be done from the keyboard', async () => {
    const { page } = await open(one.file)
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.replace(/\s+/g, ' ').trim() ?? '')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('To the report')
    const seen: string[] = []
    for (let press = 0; press < 60 && !seen.at(-1)?.startsWith('critical AML.T0015'); press++) {
      await page.keyboard.press('Tab')
      seen.push((await focused()).replace('criticalAML', 'critical AML'))
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)
      expect({ focus: seen.at(-1), outline }).toEqual({
        focus: seen.at(-1),
        outline: expect.stringMatching(/solid|auto/),
      })
    }
    expect(seen.at(-1)).toMatch(/^critical AML\.T0015/)
    await page.keyboard.press('Enter')
    await expect.poll(() => telling(page)).toContain('AML.T0015')
    await page.locator('details.incident summary').first().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('Next')
    await page.keyboard.press('ArrowRight')
    expect(await telling(page)).toMatch(/^2 of/)
    await page.keyboard.press('Escape')
    expect(await lit(page, 'data-component')).toEqual([])
    await page.close()
  })

  test('is dark where the system is, and when one asks for it', async () => {
    const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await open(one.file, { colorScheme: 'light' })
    const dark = await open(one.file, { colorScheme: 'dark' })
    const white = await paper(light.page)
    expect(white).toBe('rgb(255, 255, 255)')
    expect(await paper(dark.page)).not.toBe(white)
    await light.page.locator('button.theme').click()
    expect(await paper(light.page)).toBe(await paper(dark.page))
    expect(await light.page.locator('button.theme').getAttribute('aria-pressed')).toBe('true')
    await dark.page.locator('button.theme').click()
    expect(await paper(dark.page)).toBe(white)
    await light.page.close()
    await dark.page.close()
  })

  test.each([1280, 390])('nothing sticks out at a width of %i', async (width) => {
    const { page } = await open(one.file, { viewport: { width, height: 800 } })
    await page.locator('details').evaluateAll(openAll)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await page.close()
  })
})

inBrowser('the page of several systems', (open) => {
  test('shows them worst first, and one when it is chosen', async () => {
    const { page, complaints } = await open(several.file)
    const names = () => page.locator('.overview tbody th').allInnerTexts()
    expect(await names()).toEqual(['Card fraud scoring', 'Coding agent', 'Door camera'])
    expect(await page.locator('article.system:visible').count()).toBe(0)
    await page.locator('.overview a', { hasText: 'Coding agent' }).click()
    await expect.poll(() => page.locator('article.system:visible').count()).toBe(1)
    expect(await page.locator('article.system:visible h2').innerText()).toBe('Coding agent')
    await page.locator('article.system:visible details.finding summary').first().click()
    await expect.poll(() => page.locator('article.system:visible .telling').innerText()).toContain('AML.')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('is sorted by the column that is pressed, and back', async () => {
    const { page } = await open(several.file)
    const names = () => page.locator('.overview tbody th').allInnerTexts()
    await page.locator('.sort', { hasText: 'high' }).click()
    expect((await names())[0]).toBe('Coding agent')
    expect(await page.locator('th[data-column=high]').getAttribute('aria-sort')).toBe('descending')
    await page.locator('.sort', { hasText: 'high' }).click()
    expect((await names()).at(-1)).toBe('Coding agent')
    await page.locator('.sort', { hasText: 'system' }).click()
    expect(await names()).toEqual(['Card fraud scoring', 'Coding agent', 'Door camera'])
    expect(await page.locator('.sorted').innerText()).toBe('Sorted by system, ascending.')
    await page.close()
  })

  test('an address with a finding in it opens its system', async () => {
    const { page } = await open(several.file)
    await page.evaluate(() => {
      location.hash = 's2-f0'
    })
    await expect.poll(() => page.locator('#s2-f0').isVisible()).toBe(true)
    expect(await page.locator('#s2-f0').getAttribute('open')).toBe('')
    await page.close()
  })
})

const hostile = [
  ['markup', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
  ['the end of an attribute', `" onmouseover="alert(1)" ' onfocus='alert(1)`],
  ['the end of a script', '</script></style></title></svg><svg onload=alert(1)>'],
  ['an address', 'javascript:alert(1)'],
  ['bidi and control characters', 'a\u202e\u0000\u0007\u2028\u2066b'],
  ['emoji', '👩‍👩‍👧 🏴‍☠️ ﷽'],
  ['very long words', 'x'.repeat(4000)],
] as const

inBrowser('names of a manifest', (open) => {
  test.each(hostile)('%s do nothing but show', async (_, text) => {
    const { file } = await pageOf({
      'ai-system.yaml': hostileManifest(text),
      'b/ai-system.yaml': hostileManifest('Harmless'),
    })
    const { page, complaints, requests } = await open(file, { viewport: { width: 390, height: 800 } })
    await page.locator('.overview a').first().click()
    await page.locator('details').evaluateAll(openAll)
    await page.mouse.move(200, 300)
    await page.waitForTimeout(100)
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await page.locator('script, style, iframe, img').count()).toBe(2)
    await page.close()
  })
})
