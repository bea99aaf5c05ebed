import type { Coverage, CoverageItem, Covered } from '../../testing/routes/coverage.ts'

const KINDS: readonly Covered[] = ['step', 'branch', 'handler']
const NAMES: Readonly<Record<Covered, readonly [string, string]>> = {
  step: ['step', 'steps'],
  branch: ['branch', 'branches'],
  handler: ['error handler', 'error handlers'],
}

/** How much of some routes was reached, as text for people: a line for each part that was not, then the sums. */
export function coverageText(coverage: Coverage, colors: boolean): string {
  const gray = (text: string) => (colors ? `\u001b[90m${text}\u001b[0m` : text)
  const missed = coverage.items.filter(({ hits }) => hits === 0)
  const lines = missed.map(({ kind, route, what, at }) => {
    const where = route === undefined ? '' : `${route}: `
    return `  ${where}${NAMES[kind][0]} never reached: ${what}  ${gray(`${at.file}:${at.line}:${at.column}`)}\n`
  })
  return `${lines.join('')}coverage: ${coverageSummary(coverage)}\n`
}

/** `12 of 14 steps, 3 of 4 branches, 1 of 1 error handlers: 84 %` */
export function coverageSummary(coverage: Coverage): string {
  const parts = KINDS.flatMap(kind => {
    const items = coverage.items.filter(each => each.kind === kind)
    return items.length === 0 ? [] : [`${reached(items)} of ${items.length} ${NAMES[kind][items.length === 1 ? 0 : 1]}`]
  })
  return parts.length === 0 ? 'no routes' : `${parts.join(', ')}: ${coveredPercent(coverage)} %`
}

/** How much was reached, of everything; whole percents, rounded down. */
export function coveredPercent({ items }: Coverage): number {
  return items.length === 0 ? 100 : Math.floor((reached(items) * 100) / items.length)
}

/** For `--json`. */
export function coverageJson(coverage: Coverage) {
  return { percent: coveredPercent(coverage), items: coverage.items }
}

function reached(items: readonly CoverageItem[]): number {
  return items.filter(({ hits }) => hits > 0).length
}
