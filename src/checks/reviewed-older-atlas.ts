import { compareReleases } from '../atlas/releases.ts'
import type { Check } from './check.ts'
import { counted, listed } from './sentences.ts'
import { aboutSystem } from './subjects.ts'

export const reviewedOlderAtlas: Check = {
  id: 'reviewed-older-atlas',
  group: 'review',
  title: 'The review looked at an older ATLAS',
  severity: 'low',
  why: 'ATLAS changes nearly every month. Techniques that came or changed after the last review, and that apply to this system, are those its owners have not seen yet. A newer release with nothing for this system is not reported.',
  fix: 'Look at the techniques that the finding names, then set `catalog:` to the present release.',
  find({ manifest, catalog, analysis, changedSince }) {
    const looked = manifest.system.catalog
    if (looked === undefined || compareReleases(looked, catalog.release) >= 0) return []
    const changed = changedSince(looked)
    const applicable = analysis.exposures
      .filter(({ status }) => status !== 'not-applicable')
      .map(({ technique }) => technique)
    const news = [...new Set(applicable)].filter((technique) => changed?.has(technique)).sort()
    if (news.length === 0) return []
    const message = `The last review looked at ATLAS ${looked}; ${counted(news.length, 'technique')} added or changed since ${news.length === 1 ? 'applies' : 'apply'} here: ${listed(news, 20)}.`
    const fix = `Look at ${news.length === 1 ? 'it' : 'them'}, then set \`catalog: "${catalog.release}"\`.`
    return [{ ...aboutSystem('catalog'), message, fix }]
  },
}
