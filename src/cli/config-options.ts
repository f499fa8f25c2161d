/** `--config`, `--no-config` and `--allow-outside`, for every command that a configuration has a say in. */

import type { Command } from 'commander'
import { UsageError } from './usage-error.ts'

export interface ConfigOptions {
  /** The file; false: none is to be used. */
  readonly config?: string | false
  readonly allowOutside?: boolean
}

export function addConfigOptions(command: Command): Command {
  const given = new Set<string>()
  command
    .option('-c, --config <file>', 'configuration to use (default: the nearest atlaslint.config.yaml upward)')
    .option('--no-config', 'use no configuration')
    .option('--allow-outside', 'let the configuration name files outside the repository')
    .on('option:config', () => given.add('config'))
    .on('option:no-config', () => given.add('no-config'))
    .hook('preAction', () => {
      if (given.size > 1) throw new UsageError('--config and --no-config exclude each other')
    })
  return command
}
