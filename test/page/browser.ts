/**
 * A real browser for the tests of the page: Chromium, as ATLASLINT_BROWSER names it or where systems have it. Without one the tests
 * are skipped, which says so; with ATLASLINT_REQUIRE_BROWSER=1 they fail instead.
 */

import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']

const named = process.env.ATLASLINT_BROWSER
const found = (named === undefined ? places : [named]).find(existsSync)
const isRequired = process.env.ATLASLINT_REQUIRE_BROWSER === '1'

/** What a visit came with; `page` is closed by whoever asked for it. */
export interface Visit {
  readonly page: Page
  /** Everything that went wrong in the browser. */
  readonly complaints: string[]
  /** Addresses that were asked for, beside the page's own file. */
  readonly requests: string[]
}

/** In the browser: opens everything that can be opened. */
export function openAll(all: Element[]): void {
  for (const details of all) details.setAttribute('open', '')
}

export type Open = (file: string, options?: BrowserContextOptions) => Promise<Visit>

/** Tests that need a browser; `open` opens a page in a new window that reaches nothing but the file. */
export function inBrowser(title: string, tests: (open: Open) => void): void {
  if (found === undefined && !isRequired) {
    const reason = 'SKIPPED: there is no Chromium here (apt-get install chromium, or ATLASLINT_BROWSER=<file>)'
    console.warn(`${title}: ${reason}`)
    describe(title, () => test.skip(reason))
    return
  }
  describe(title, { timeout: 60_000 }, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      if (found === undefined) throw new Error('ATLASLINT_REQUIRE_BROWSER=1, and there is no Chromium')
      browser = await chromium.launch({ executablePath: found, args: ['--no-sandbox'] })
    }, 60_000)
    afterAll(() => browser?.close())
    tests((file, options) => visit(browser as Browser, file, options))
  })
}

async function visit(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, ...options })
  const complaints: string[] = []
  const requests: string[] = []
  const own = `file://${file}`
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.route('**/*', (route) => {
    const url = route.request().url()
    if (url === own) return route.continue()
    requests.push(url)
    return route.abort()
  })
  await page.goto(own)
  return { page, complaints, requests }
}
