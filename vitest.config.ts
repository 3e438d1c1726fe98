import { availableParallelism } from 'node:os';
import { env } from 'node:process';
import { defineConfig } from 'vitest/config';

/** Where to leave a JSON report as well, for a script that counts. */
const report = env['ICSAP_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    maxWorkers: Math.max(2, availableParallelism()),
    // Only against tests that hang: a busy machine takes ten times as long as a quiet one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The transform cache does not see changes of compiler options: start cold where nobody would notice.
    fsModuleCache: !env['CI'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
