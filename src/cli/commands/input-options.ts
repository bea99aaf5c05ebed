import type { OptionDefinition } from '../command.ts'

/** Options of all commands that read routes. */
export const INPUT_OPTIONS: readonly OptionDefinition[] = [
  { flags: '-p, --property <key=value>', describe: 'An application property; may be given more than once.', repeat: true },
  { flags: '--profile <name>', describe: 'Also reads application-<name>.properties.' },
]
