/** The baseline that is looked for where none is named. */
export const baselineName = 'atlaslint-baseline.json'
