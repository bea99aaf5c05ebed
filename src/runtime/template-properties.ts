/** A route that properties ask for. */
export interface TemplateProperties {
  templateId: string | undefined
  readonly parameters: Map<string, string>
}

const ENTRY = /^camel\.(?:route-template|routeTemplate)(?:\[(\d+)\])?\.(.+)$/

/** The routes that `camel.route-template[n].…` properties ask for, by their number. */
export function templateProperties(properties: ReadonlyMap<string, string>): Map<string, TemplateProperties> {
  const found = new Map<string, TemplateProperties>()
  for (const [key, value] of properties) {
    const match = ENTRY.exec(key)
    if (match === null) continue
    const [, number = '?', name = ''] = match
    const entry = found.get(number) ?? { templateId: undefined, parameters: new Map() }
    if (/^template-?id$/i.test(name)) entry.templateId = value
    else entry.parameters.set(name, value)
    found.set(number, entry)
  }
  return found
}

/** The properties whose keys begin with `prefix`, without it. */
export function propertiesBelow(properties: ReadonlyMap<string, string>, prefix: string): [string, string][] {
  return [...properties].flatMap(([key, value]): [string, string][] => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : []))
}
