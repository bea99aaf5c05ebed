import { JavaValue } from '../core/values.ts'

const FORM = /^(?:([a-zA-Z][\w+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s

/** A `java.net.URI` with the methods that routes call. */
export class JavaUri extends JavaValue {
  constructor(text: string) {
    super('java.net.URI', text)
  }

  /** By its parts: scheme, host, path, fragment (4), scheme, scheme-specific part, fragment (3), or scheme, authority, path, query, fragment (5). */
  static of(parts: readonly string[]): JavaUri {
    const [scheme = '', second = '', third = '', fourth = '', fifth = ''] = parts
    const head = scheme === '' ? '' : `${scheme}:`
    if (parts.length === 3) return new JavaUri(`${head}${second}${mark('#', third)}`)
    const query = parts.length === 5 ? mark('?', fourth) : ''
    return new JavaUri(`${head}//${second}${third}${query}${mark('#', parts.length === 5 ? fifth : fourth)}`)
  }

  private part(index: number): string | null {
    return FORM.exec(this.text)?.[index] ?? null
  }

  getScheme(): string | null {
    return this.part(1)
  }

  getAuthority(): string | null {
    return this.part(2)
  }

  getHost(): string | null {
    return this.part(2)?.replace(/^.*@/, '').replace(/:\d*$/, '') ?? null
  }

  getPort(): number {
    return Number(/:(\d+)$/.exec(this.part(2) ?? '')?.[1] ?? -1)
  }

  getPath(): string | null {
    return this.part(3)
  }

  getQuery(): string | null {
    return this.part(4)
  }

  getFragment(): string | null {
    return this.part(5)
  }
}

function mark(sign: string, text: string): string {
  return text === '' ? '' : sign + text
}
