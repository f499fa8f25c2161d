import '../../src/cli/extra.ts'
