/** What a command reads and writes; given, so that tests need no process. */
export interface Io {
  out(text: string): void
  err(text: string): void
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether the terminal shows colours. */
  readonly colors: boolean
  /** All of standard input. */
  stdin(): Promise<string>
}

export interface ArgumentDefinition {
  readonly name: string
  readonly describe: string
  readonly required?: boolean
  readonly variadic?: boolean
  /** Words that may stand there, for completion. */
  readonly choices?: () => readonly string[]
}

export interface OptionDefinition {
  /** As commander writes it: `--port <number>`, `--json`. */
  readonly flags: string
  readonly describe: string
  readonly default?: string
  /** May be given more than once; the values are collected. */
  readonly repeat?: boolean
  readonly choices?: readonly string[]
}

/** The values of a command line: arguments by position, options by their camelCase name. */
export interface CommandInput {
  readonly arguments: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
}

/** The declaration of a command; help, completion and the reference page are made from it. `run` gives the exit code. */
export interface CommandDefinition {
  readonly name: string
  readonly summary: string
  readonly notes?: readonly string[]
  readonly arguments: readonly ArgumentDefinition[]
  readonly options: readonly OptionDefinition[]
  readonly examples: readonly { readonly title: string; readonly line: string }[]
  run(input: CommandInput, io: Io): Promise<number>
}

/** Declares a command. */
export function defineCommand(definition: CommandDefinition): CommandDefinition {
  return definition
}

/** Exit codes of all commands. */
export const EXIT = { ok: 0, failed: 1, invalid: 2, environment: 3, interrupted: 130, readerGone: 141, terminated: 143 } as const

export const JSON_OPTION: OptionDefinition = { flags: '--json', describe: 'Prints one JSON object: command, ok, summary, result, error.' }

/** The one form of JSON output of all commands. */
export function envelope(command: string, ok: boolean, summary: string, result: unknown, error?: unknown): string {
  return `${JSON.stringify({ command, ok, summary, result, ...(error !== undefined && { error }) }, null, 2)}\n`
}
