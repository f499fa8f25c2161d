import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The first takes the network away; the other installs what the second bundle holds, which no module imports by itself.
    setupFiles: ['test/no-network.ts', 'test/cli/setup.ts'],
    testTimeout: 20_000,
  },
})
