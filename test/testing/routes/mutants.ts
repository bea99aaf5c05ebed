/** A route file with one thing broken. */
export interface Mutant {
  /** What was done where: `dropped log at 0.route.from.steps.2`. */
  readonly what: string
  readonly file: unknown
}

type Path = readonly (string | number)[]

/** All that is done to a route file, one at a time: steps are dropped, predicates are turned into their opposites, error handling goes away. */
export function mutantsOf(file: readonly unknown[]): Mutant[] {
  return [...walk(file, [])].flatMap(([path, value]) => mutationsAt(file, path, value))
}

function mutationsAt(file: unknown, path: Path, value: unknown): Mutant[] {
  const key = path.at(-1)
  const list = path.at(-2)
  const what = (verb: string, name: string) => `${verb} ${name} at ${path.join('.')}`
  if (typeof key === 'number' && list === 'steps') return [{ what: what('dropped', nameOf(value)), file: without(file, path) }]
  if (typeof key === 'number' && path.length === 1 && ['onException', 'errorHandler'].includes(nameOf(value)))
    return [{ what: what('dropped', nameOf(value)), file: without(file, path) }]
  if (key === 'when' || key === 'filter') return predicates(file, path, value)
  return []
}

function predicates(file: unknown, path: Path, value: unknown): Mutant[] {
  const items: [Path, unknown][] = Array.isArray(value) ? value.map((each, index) => [[...path, index], each]) : [[path, value]]
  return items.flatMap(([at, item]) => {
    const { simple, ...rest } = item as { simple?: string }
    if (simple === undefined) return []
    const constant = (truth: string) => ({ ...rest, constant: truth })
    return ['true', 'false'].map(truth => ({
      what: `${at.join('.')} is always ${truth}`,
      file: replaced(file, at, constant(truth)),
    }))
  })
}

function* walk(value: unknown, path: Path): Generator<[Path, unknown]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, each] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    yield [at, each]
    yield* walk(each, at)
  }
}

function nameOf(step: unknown): string {
  return typeof step === 'object' && step !== null ? Object.keys(step)[0]! : String(step)
}

function without(file: unknown, path: Path): unknown {
  const copy = structuredClone(file)
  ;(parentOf(copy, path) as unknown[]).splice(path.at(-1) as number, 1)
  return copy
}

function replaced(file: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(file)
  ;(parentOf(copy, path) as Record<string | number, unknown>)[path.at(-1)!] = value
  return copy
}

function parentOf(root: unknown, path: Path): unknown {
  return path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], root)
}
