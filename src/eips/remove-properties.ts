import { compilePattern } from '../core/pattern.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const removeProperties = defineStep({
  name: 'removeProperties',
  summary: 'Takes all exchange properties away whose names match a pattern.',
  category: 'transformation',
  computes: true,
  notes: [
    'A pattern is a name, `prefix*`, or a regular expression over the whole name; case does not matter. `*` means all, those that other steps keep (`CamelSplitIndex`) among them.',
  ],
  shorthand: 'pattern',
  fields: {
    pattern: text({ describe: 'Properties to take away.', required: true }),
    excludePattern: text({ describe: 'Properties to keep all the same: one pattern; a comma is part of it.' }),
  },
  examples: [
    {
      title: 'All but one',
      yaml: `- from:
    uri: direct:start
    steps:
      - setProperty: { name: keep, constant: "1" }
      - setProperty: { name: other, constant: "2" }
      - removeProperties: { pattern: "*", excludePattern: "keep" }
      - to: mock:end
`,
    },
  ],
  compile({ pattern, excludePattern }) {
    const removed = compilePattern(pattern)
    const kept = excludePattern === undefined ? undefined : compilePattern(excludePattern)
    return exchange => {
      for (const [name] of exchange.propertyEntries()) if (removed(name) && !kept?.(name)) exchange.removeProperty(name)
    }
  },
})
