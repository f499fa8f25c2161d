/**
 * Takes the pictures of the page that README.md shows: `node scripts/screenshots.mjs`, after a build, with Chromium
 * (ATLASLINT_BROWSER=<file>, else /usr/bin/chromium). By hand, because the same page is drawn with other fonts on another machine.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'docs', 'pictures')
const example = 'examples/coding-agent'
const work = mkdtempSync(join(tmpdir(), 'atlaslint-pictures-'))

const scenes = {
  'report-light': { colorScheme: 'light', show: () => {} },
  'way-light': { colorScheme: 'light', show: openFinding },
  'way-dark': { colorScheme: 'dark', show: openFinding },
}

/** One with a way, and a control that it goes around. */
async function openFinding(page) {
  await page.locator('details.finding', { hasText: 'AML.T0086' }).first().locator('summary').click()
  await page.locator('.docked').waitFor()
}

const browser = await chromium.launch({
  executablePath: process.env.ATLASLINT_BROWSER ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  const file = join(work, 'page.html')
  const args = ['lint', example, '--now', '2026-11-24', '-f', `html=${file}`]
  const { stderr } = spawnSync(process.execPath, ['bin/atlaslint.js', ...args], { cwd: root, encoding: 'utf8' })
  if (stderr !== '') throw new Error(stderr)
  mkdirSync(folder, { recursive: true })
  for (const [name, { colorScheme, show }] of Object.entries(scenes)) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme })
    await page.goto(`file://${file}`)
    await show(page)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await page.close()
  }
} finally {
  await browser.close()
  rmSync(work, { recursive: true, force: true })
}
