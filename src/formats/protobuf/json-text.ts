/** JSON as Protobuf's own printer lays it out: objects over several lines, lists on one. */
export function protoJsonText(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map(each => protoJsonText(each, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const entries = Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${protoJsonText(each, inner)}`)
  return entries.length === 0 ? '{\n}' : `{\n${entries.join(',\n')}\n${indent}}`
}
