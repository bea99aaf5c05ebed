/** What of a resource was not carried over, and why. */
export interface NotCarried {
  readonly field: string
  readonly reason: string
}

type Spec = Record<string, unknown>

/** Carries fields over, and remembers those that have no place. */
export class Carrier {
  readonly notCarried: NotCarried[] = []

  drop(field: string, reason: string): [] {
    this.notCarried.push({ field, reason })
    return []
  }

  /** The object at a path of the spec, made where there is none. */
  at(spec: Spec, ...path: readonly string[]): Spec {
    return path.reduce((object, key) => (object[key] ??= {}) as Spec, spec)
  }

  list(spec: Spec, key: string): unknown[] {
    return (spec[key] ??= []) as unknown[]
  }

  /** `key=value`. */
  property(spec: Spec, text: string): void {
    const equals = text.indexOf('=')
    const [key, value] = equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)]
    this.at(spec, 'properties')[key.trim()] = value.trim()
  }
}
