import type { ErrorCode } from '../../core/errors.ts'
import { placeText, type Rule, resolved } from '../rule.ts'

/** Beans of the same name: only one counts, as in Camel. Of route configurations of one id Camel takes none. */
export const overwrittenNames: Rule = (input, report) => {
  const { files, positions } = input
  const first = new Map<string, { node: object; key: string }>()
  const look = (kind: string, raw: unknown, node: object, key: string, code: ErrorCode) => {
    const name = resolved(input, raw)
    if (name === undefined || name === '') return
    const before = first.get(`${kind} ${name}`)
    first.set(`${kind} ${name}`, { node, key })
    if (before === undefined) return
    const place = placeText(positions.value(before.node, before.key))
    const severity = code === 'KF_ROUTE_OVERWRITTEN' ? 'warning' : 'error'
    report(code, { kind, id: name, name, first: place }, positions.value(node, key), { severity })
  }
  for (const file of files) {
    for (const bean of file.beans) look('bean', bean.name, bean.options, 'name', 'KF_ROUTE_OVERWRITTEN')
    for (const { element, options } of file.elements) {
      if (element === 'routeConfiguration') look('configuration', options['id'], options, 'id', 'KF_ROUTE_DUPLICATE_ID')
    }
  }
}
