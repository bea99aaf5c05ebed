/** A component as a bean (`org.apache.camel.component.seda.SedaComponent`): its name is a scheme of its own, its properties are options. */
export class ComponentBean {
  /** The name of the bean. */
  readonly name: string
  /** The scheme of the connector that it is one of. */
  readonly scheme: string
  readonly options: Readonly<Record<string, string>>

  constructor(name: string, scheme: string, options: Readonly<Record<string, string>>) {
    this.name = name
    this.scheme = scheme
    this.options = options
  }
}

const CLASS = /^org\.apache\.camel\.component\.[\w.]*?(\w+)Component$/

/** The name of the component that a Java class is (`sql` of `org.apache.camel.component.sql.SqlComponent`), or `undefined`. */
export function componentOf(javaClass: string): string | undefined {
  return CLASS.exec(javaClass)?.[1]?.toLowerCase()
}

/** The scheme of the connector whose component has this Java class; `undefined` where the class is none, or its connector is not known. */
export function schemeOfComponent(javaClass: string, schemes: Iterable<string>): string | undefined {
  const name = componentOf(javaClass)
  if (name === undefined) return undefined
  for (const scheme of schemes) if (scheme.replaceAll(/[-+]/g, '') === name) return scheme
  return undefined
}
