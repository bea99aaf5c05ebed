import { Command, CommanderError, Option } from 'commander'
import type { CommandDefinition, Io, OptionDefinition } from './command.ts'
import { EXIT } from './command.ts'
import { commandGroups } from './command-groups.ts'

/** Runs a command line; gives the exit code. Wrong usage is told on standard error and gives 2. */
export async function runProgram(
  commands: readonly CommandDefinition[],
  version: string,
  args: readonly string[],
  io: Io,
): Promise<number> {
  let code: number = EXIT.ok
  const program = new Command('kafila')
    .description('Runs integrations written as Camel YAML routes.')
    .version(version, '-V, --version', 'Prints the version.')
    .helpOption('-h, --help', 'Prints help.')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: text => io.out(text), writeErr: text => io.err(text) })
  for (const definition of called(commands, args)) {
    add(program, definition, async (positional, options) => {
      code = await definition.run({ arguments: positional, options }, io)
    })
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.ok : EXIT.invalid
  }
}

/** The commands of the first word, else all: a start has no time to declare what is not called. */
function called(commands: readonly CommandDefinition[], [word]: readonly string[]): readonly CommandDefinition[] {
  const found = commands.filter(({ name }) => name.split(' ')[0] === word)
  return found.length > 0 ? found : commands
}

type Action = (positional: readonly string[], options: Readonly<Record<string, unknown>>) => Promise<void>

function add(program: Command, definition: CommandDefinition, action: Action): void {
  const command = definition.name.split(' ').reduce<Command>((parent, word, index, words) => {
    const known = parent.commands.find(each => each.name() === word)
    if (known) return known
    const made = parent.command(word)
    if (index < words.length - 1) made.description(commandGroups[word]!)
    return made
  }, program)
  command.description(definition.summary).exitOverride()
  for (const argument of definition.arguments) {
    const name = `${argument.name}${argument.variadic ? '...' : ''}`
    command.argument(argument.required ? `<${name}>` : `[${name}]`, argument.describe)
  }
  for (const option of definition.options) command.addOption(commanderOption(option))
  if (definition.examples.length > 0)
    command.addHelpText('after', `\nExamples:\n${definition.examples.map(({ title, line }) => `  ${line}\n      ${title}`).join('\n')}`)
  command.action(async (...values: unknown[]) => {
    const given = values
      .slice(0, definition.arguments.length)
      .flat()
      .filter(value => value !== undefined)
    await action(given as string[], command.opts())
  })
}

function commanderOption({ flags, describe, default: value, repeat, choices }: OptionDefinition): Option {
  const option = new Option(flags, describe)
  if (choices) option.choices([...choices])
  if (value !== undefined) option.default(value)
  if (repeat) option.argParser((each: string, before: string[] | undefined) => [...(before ?? []), each])
  return option
}
