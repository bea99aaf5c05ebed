import type { Diagnostic } from '../core/diagnostic.ts'
import { diagnostic } from '../model/reader.ts'
import type { FileModel } from '../model/route.ts'
import type { CheckInput, Rule } from './rule.ts'
import { duplicateConsumers } from './rules/duplicate-consumers.ts'
import { duplicateNodeIds } from './rules/duplicate-node-ids.ts'
import { duplicateRouteIds } from './rules/duplicate-route-ids.ts'
import { duplicateStartupOrders } from './rules/duplicate-startup-orders.ts'
import { lostLineBreaks } from './rules/lost-line-breaks.ts'
import { notPortable } from './rules/not-portable.ts'
import { overwrittenNames } from './rules/overwritten-names.ts'
import { templates } from './rules/templates.ts'
import { unknownConfigurations } from './rules/unknown-configurations.ts'
import { unknownTargets } from './rules/unknown-targets.ts'

/** The rules between parts of files, each in a file of its own. */
const RULES: readonly Rule[] = [
  duplicateRouteIds,
  duplicateNodeIds,
  duplicateStartupOrders,
  duplicateConsumers,
  unknownConfigurations,
  unknownTargets,
  overwrittenNames,
  templates,
  lostLineBreaks,
]

/** Checks all files of a runtime against each other. */
export function checkFiles(input: CheckInput): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const rule of input.camel ? [...RULES, notPortable] : RULES) {
    rule(input, (code, details, at, { severity = 'error', fix } = {}) => found.push({ ...diagnostic(code, details, at, fix), severity }))
  }
  return found
}

/** Diagnostics in the order of the files and their lines, each once. */
export function inFileOrder(diagnostics: readonly Diagnostic[], files: readonly FileModel[]): Diagnostic[] {
  const order = new Map(files.map(({ file }, index) => [file, index]))
  const rank = ({ at }: Diagnostic) => (at === undefined ? -1 : (order.get(at.file) ?? files.length))
  const sorted = [...diagnostics].sort(
    (a, b) => rank(a) - rank(b) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  )
  const seen = new Set<string>()
  return sorted.filter(each => {
    const key = `${each.at?.file}:${each.at?.line}:${each.at?.column} ${each.code} ${each.message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
