import type { CommandDefinition } from '../command.ts'

/** The completion script of a shell, with all words in it: completing starts no process. `undefined` for an unknown shell. */
export function completionScript(shell: string, commands: readonly CommandDefinition[]): string | undefined {
  if (shell === 'bash') return bash(commands)
  if (shell === 'zsh') return `autoload -Uz bashcompinit && bashcompinit\n${bash(commands)}`
  return shell === 'fish' ? fish(commands) : undefined
}

function bash(commands: readonly CommandDefinition[]): string {
  const cases = commands.map(command => `    "${command.name}") words="${words(command).join(' ')}" ;;`)
  return `_kafila() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="\${COMP_WORDS[1]}" words=""
  if [ "$command" = config ]; then command="config \${COMP_WORDS[2]}"; fi
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${firstWords(commands).join(' ')}" -- "$current")); return; fi
  case "$command" in
${cases.join('\n')}
    "config "*) words="${secondWords('config', commands).join(' ')}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _kafila kafila
`
}

function fish(commands: readonly CommandDefinition[]): string {
  const names = firstWords(commands)
  const lines = commands.flatMap(command => {
    const first = command.name.split(' ')[0]!
    const seen = `-n "__fish_seen_subcommand_from ${first}"`
    return words(command).map(word =>
      word.startsWith('--') ? `complete -c kafila ${seen} -l ${word.slice(2)}` : `complete -c kafila ${seen} -a "${word}"`,
    )
  })
  return `complete -c kafila -n __fish_use_subcommand -a "${names.join(' ')}"\n${lines.join('\n')}\n`
}

function firstWords(commands: readonly CommandDefinition[]): string[] {
  return [...new Set(commands.map(command => command.name.split(' ')[0]!))]
}

function secondWords(first: string, commands: readonly CommandDefinition[]): string[] {
  return commands
    .map(command => command.name.split(' '))
    .flatMap(([word, second]) => (word === first && second !== undefined ? [second] : []))
}

function words(command: CommandDefinition): string[] {
  const options = command.options.map(option => /--[\w-]+/.exec(option.flags)![0])
  return [...options, ...command.arguments.flatMap(argument => argument.choices?.() ?? [])]
}
