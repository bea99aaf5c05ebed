import type { ArgumentDefinition, CommandDefinition, CommandInput, OptionDefinition } from './command.ts'

/**
 * What a command line says in which everything stands as it is declared: words, options, and values behind them. `undefined` for any other: it
 * is left to commander, which a start has no time to load.
 */
export function plainInput({ arguments: declared, options }: CommandDefinition, words: readonly string[]): CommandInput | undefined {
  const given: string[] = []
  const values = usual(options)
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const option = options.find(({ flags }) => flagsOf(flags).includes(word))
    if (option === undefined && word.startsWith('-') && word !== '-') return undefined
    if (option === undefined) given.push(word)
    else if (!takesValue(option)) values[keyOf(option)] = !isNegative(option)
    else if (!isValue(words[++at], option)) return undefined
    else values[keyOf(option)] = option.repeat ? [...((values[keyOf(option)] as string[] | undefined) ?? []), words[at]] : words[at]
  }
  return fits(declared, given) ? { arguments: given, options: values } : undefined
}

/** The values of options that are not given. */
function usual(options: readonly OptionDefinition[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const option of options) {
    if (option.default !== undefined) values[keyOf(option)] = option.default
    else if (isNegative(option)) values[keyOf(option)] = true
  }
  return values
}

/** `-p` and `--property` of `-p, --property <key=value>`. */
function flagsOf(flags: string): readonly string[] {
  return flags.split(' <')[0]!.split(', ')
}

function takesValue({ flags }: OptionDefinition): boolean {
  return flags.includes(' <')
}

function isNegative({ flags }: OptionDefinition): boolean {
  return flags.startsWith('--no-')
}

/** `maxMessages` of `--max-messages`, `admin` of `--no-admin`. */
function keyOf(option: OptionDefinition): string {
  const long = flagsOf(option.flags).at(-1)!
  const [first, ...more] = long.slice(isNegative(option) ? '--no-'.length : '--'.length).split('-')
  return [first, ...more.map(word => word[0]!.toUpperCase() + word.slice(1))].join('')
}

function isValue(word: string | undefined, { choices }: OptionDefinition): boolean {
  return word !== undefined && !word.startsWith('-') && choices?.includes(word) !== false
}

function fits(declared: readonly ArgumentDefinition[], { length }: readonly string[]): boolean {
  const required = declared.filter(each => each.required).length
  return length >= required && (length <= declared.length || declared.at(-1)?.variadic === true)
}
