import { type Described, partsOf, textOf } from './model.ts'

/** A parameter with the place that it has after the templates of the path have been read. */
export interface Parameter {
  readonly name: string
  readonly type: string
  readonly dataType: string
  readonly options: Described
}

interface Template {
  readonly name: string
  readonly type: 'path' | 'query'
}

/** The parameters that a verb declares, those that its path names, and its body. */
export function parametersOf(verb: Described, path: string): readonly Parameter[] {
  const templates = templatesOf(path)
  const declared = partsOf(verb, 'param').map(options => {
    const name = textOf(options, 'name') ?? ''
    const type = templates.find(each => each.name.toLowerCase() === name.toLowerCase())?.type ?? textOf(options, 'type') ?? 'path'
    return { name, type, dataType: textOf(options, 'dataType') ?? 'string', options }
  })
  const isNew = ({ name }: Template) => !declared.some(each => each.name.toLowerCase() === name.toLowerCase())
  const named = templates.filter(isNew).map(template => ({ ...template, dataType: 'string', options: {} }))
  return withBody([...declared, ...named], textOf(verb, 'type'))
}

function withBody(parameters: readonly Parameter[], type: string | undefined): readonly Parameter[] {
  if (type === undefined) return parameters
  if (!parameters.some(({ name }) => name === 'body')) return [...parameters, { name: 'body', type: 'body', dataType: type, options: {} }]
  return parameters.map(each => (each.name === 'body' ? { ...each, type: 'body', dataType: type } : each))
}

/** What stands in braces: in the path, and behind a question mark. */
function templatesOf(path: string): readonly Template[] {
  const question = path.indexOf('?')
  const before = question < 0 ? path : path.slice(0, question)
  const behind = question < 0 ? '' : path.slice(question + 1)
  return [...namesIn(before, 'path'), ...namesIn(behind, 'query')]
}

function namesIn(text: string, type: Template['type']): readonly Template[] {
  return [...text.matchAll(/\{(.*?)\}/g)].map(match => ({ name: match[1]!, type }))
}
