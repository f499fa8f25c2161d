import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Installs what the second bundle holds, which no module imports by itself.
    setupFiles: ['test/cli/setup.ts'],
    testTimeout: 20_000,
  },
})
