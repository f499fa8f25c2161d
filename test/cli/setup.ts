import '../../src/cli/extra.ts'
import { installLayout } from '../../src/diagram/load-layout.ts'

installLayout(() => import('../../src/diagram/layout.ts'))
