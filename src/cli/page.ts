/** The page for browsers, and what reads the data that it shows; in the second bundle. */

import { join } from 'node:path'
import { readTexts } from '../explain/texts.ts'
import { readText } from '../io.ts'
import { catalogDetails, manifestDetails } from '../page/details.ts'
import type { Detail } from '../report/details.ts'
import { fullCatalog } from './catalog-tools.ts'

export { htmlPieces } from '../page/page.ts'

/** Makes what the page shows beside findings; `folder` holds the compiled data. */
export function detailing(folder: string): Detail {
  return {
    ofManifest: manifestDetails,
    ofCatalog: (catalog, ruleSets) =>
      catalogDetails(
        fullCatalog(folder, { catalog }),
        ruleSets,
        readTexts(JSON.parse(readText(join(folder, 'texts.json')))),
      ),
  }
}
