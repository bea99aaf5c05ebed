import type { ErrorEntry } from '../../src/core/errors/define.ts'
import { errorTable } from '../../src/core/errors/table.ts'

/** The page of all error codes. */
export function errorsPage(): string {
  const entries = Object.entries(errorTable as Record<string, ErrorEntry<never>>).sort(([a], [b]) => (a < b ? -1 : 1))
  const rows = entries.map(
    ([code, entry]) => `| \`${code}\` | ${cell(entry.help)} | ${entry.type ? `\`${entry.type}\`` : ''} | ${entry.retryable ? 'yes' : ''} |`,
  )
  return `# Error codes\n\nA code is API: it is never used again for something else. \`kafila explain CODE\` shows the same. The exception is the Java class by which \`onException\` and \`doCatch\` know the failure.\n\n| code | what to do | exception | may succeed later |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
