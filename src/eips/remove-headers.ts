import { compilePattern } from '../core/pattern.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const removeHeaders = defineStep({
  name: 'removeHeaders',
  summary: 'Takes all headers away whose names match a pattern.',
  category: 'transformation',
  computes: true,
  notes: ['A pattern is a name, `prefix*`, or a regular expression over the whole name; case does not matter. `*` means all.'],
  shorthand: 'pattern',
  fields: {
    pattern: text({ describe: 'Headers to take away.', required: true }),
    excludePattern: text({ describe: 'Headers to keep all the same: one pattern; a comma is part of it.' }),
  },
  examples: [
    {
      title: "Only the application's own headers go out",
      yaml: `- from:
    uri: direct:start
    steps:
      - removeHeaders: { pattern: "*", excludePattern: "App.*" }
      - to: mock:end
`,
    },
  ],
  compile({ pattern, excludePattern }) {
    const removed = compilePattern(pattern)
    const kept = excludePattern === undefined ? undefined : compilePattern(excludePattern)
    return exchange => {
      for (const [name] of exchange.headerEntries()) if (removed(name) && !kept?.(name)) exchange.removeHeader(name)
    }
  },
})
