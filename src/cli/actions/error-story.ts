import { deadLetterUri, handlerText, redeliveryText, subjectText } from '../../graph/handler-text.ts'
import { shortUri } from '../../graph/step-text.ts'
import type { FileModel, Options, RouteModel } from '../../model/route.ts'

/** What happens to failures of a route, in sentences: clauses first, the error handler last. */
export function errorHandlingOf(route: RouteModel, file: FileModel, files: readonly FileModel[]): string[] {
  const own = [...file.elements, ...(route.clauses ?? [])].filter(each => each.element === 'onException').map(each => each.options)
  const configurations = files
    .flatMap(each => each.elements)
    .filter(each => each.element === 'routeConfiguration' && applies(each.options, route))
  const configured = configurations.flatMap(({ options }) =>
    ((options['onException'] ?? []) as readonly Options[]).map(
      each => `${clauseText(each)} (routeConfiguration ${String(options['id'] ?? '')})`,
    ),
  )
  return [
    ...own.map(clauseText),
    ...configured,
    handlerSentence(
      route,
      files,
      configurations.map(each => each.options),
    ),
  ]
}

/** Whether a route configuration is for a route: by its id, a prefix, or because it has none. */
function applies(configuration: Options, { options }: RouteModel): boolean {
  const { id } = configuration
  const wanted = options['routeConfigurationId']
  if (typeof id !== 'string') return true
  if (typeof wanted !== 'string') return false
  return wanted.split(',').some(each => {
    const pattern = each.trim()
    return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id
  })
}

function clauseText(options: Options): string {
  return [`onException ${subjectText(options) ?? ''}`, handlerText(options)].filter(each => each !== undefined).join(': ')
}

function handlerSentence(route: RouteModel, files: readonly FileModel[], configurations: readonly Options[]): string {
  const shared = files.flatMap(each => each.elements).findLast(each => each.element === 'errorHandler')?.options
  const configured = configurations.map(each => each['errorHandler']).find(each => each !== undefined)
  const handler = (route.options['errorHandler'] ?? configured ?? shared) as Options | undefined
  const reference = route.options['errorHandlerRef']
  if (handler === undefined)
    return typeof reference === 'string'
      ? `the error handler ${reference}`
      : 'the default error handler: no retries, the failure goes to the caller'
  const [kind = ''] = Object.keys(handler)
  const uri = deadLetterUri(handler)
  const parts = [redeliveryText((handler[kind] ?? {}) as Options), uri === undefined ? undefined : `then to ${shortUri(uri)}`]
  return [kind, parts.filter(each => each !== undefined).join(', ')].filter(each => each !== '').join(': ')
}
