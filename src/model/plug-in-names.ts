/** The property that names plug-ins beside those among a project's dependencies: packages, or paths of modules, with commas between. */
export const PLUG_INS_PROPERTY = 'kafila.plug-ins'

/** The plug-ins that properties name. */
export function plugInNames(properties: Readonly<Record<string, string>>): string[] {
  const names = (properties[PLUG_INS_PROPERTY] ?? '').split(',').map(each => each.trim())
  return [...new Set(names.filter(name => name !== ''))]
}
