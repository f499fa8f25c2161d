import type { Component, Move, System } from '../system/system.ts'
import { componentsWithout } from './asked.ts'
import type { Check } from './check.ts'
import { aboutComponent } from './subjects.ts'

const trainingWords = ['training-data', 'label', 'feedback'] as const

export const modelWithoutTraining: Check = {
  id: 'model-without-training',
  group: 'completeness',
  title: 'A model that we train has no training data',
  severity: 'low',
  why: 'Whoever can write to what a model learns from can teach it something. While a model of our own (or one that learns from production) shows neither data nor job, poisoning cannot be looked for.',
  fix: 'Draw what it learns from: `trained-on: [<dataset>]`, or the flow that brings it the model from a training job.',
  find(input) {
    return componentsWithout(input, 'trained-on')
      .filter((component) => isTrainedHere(component) && !isFedByTraining(component))
      .map(({ id, entry }) => ({
        ...aboutComponent(id),
        message: `Model '${id}' is ${entry.provenance === 'first-party' ? 'first-party' : `said to learn (${String(entry.learns)})`}, and nothing shows what it is trained on.`,
        fix: `Add \`trained-on: [${datasetOf(input.system)}]\`, or draw the flow that brings it the model from a training job.`,
      }))
  },
}

function isTrainedHere({ kinds, entry }: Component): boolean {
  return (
    kinds.includes('model') &&
    (entry.provenance === 'first-party' || entry.learns === 'offline' || entry.learns === 'online')
  )
}

/** True when training data flows in, or the model itself comes, through any number of stores, from a training component. */
function isFedByTraining(model: Component): boolean {
  const onTheWay = new Set([model])
  for (const component of onTheWay) {
    if (component.kinds.includes('training')) return true
    for (const move of component.movesIn) {
      if (component === model && trainingWords.some((word) => move.payload.words.includes(word))) return true
      if (bringsModel(move)) onTheWay.add(move.from)
    }
  }
  return false
}

/** What a model is based on was trained by somebody else, on other data. */
function bringsModel({ kind, payload }: Move): boolean {
  return kind === 'flow' && payload.words.includes('model')
}

function datasetOf({ components }: System): string {
  return components.find(({ kind }) => kind === 'dataset')?.id ?? '<dataset>'
}
