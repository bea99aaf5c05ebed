import { defineCommand, EXIT } from '../command.ts'

const SHELLS = ['bash', 'fish', 'zsh'] as const

export const completion = defineCommand({
  name: 'completion',
  summary: 'Prints the completion script of a shell.',
  arguments: [{ name: 'shell', describe: `One of ${SHELLS.join(', ')}.`, required: true, choices: () => SHELLS }],
  options: [],
  examples: [{ title: 'For this bash session', line: 'source <(kafila completion bash)' }],
  async run({ arguments: [shell] }, io) {
    const { completionScript } = await import('../actions/completion-script.ts')
    const { commands } = await import('./index.ts')
    const script = completionScript(shell!, commands)
    if (script === undefined) {
      io.err(`kafila completion: no such shell: ${shell}; there are ${SHELLS.join(', ')}\n`)
      return EXIT.invalid
    }
    io.out(script)
    return EXIT.ok
  },
})
