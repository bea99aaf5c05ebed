import { errors } from '../../src/core/errors.ts'
import type { CompileInstruction, Compiler } from './compiler.ts'
import { childrenOf, ELEMENT, type Node, XSL } from './dom.ts'
import type { Frame } from './frame.ts'
import { compileSorts } from './sort.ts'
import type { Value } from './xpath-engine.ts'

/** Children of an element that are instructions of XSLT, by local name. */
export function parts(element: Node, name: string): Node[] {
  return childrenOf(element).filter(child => child.nodeType === ELEMENT && child.namespaceURI === XSL && child.localName === name)
}

const valueInstruction: CompileInstruction = (element, compiler) => {
  const name = compiler.required(element, 'name')
  const value = compiler.value(element)
  return frame => frame.bind(name, value(frame))
}

const param: CompileInstruction = (element, compiler) => {
  const name = compiler.required(element, 'name')
  const value = compiler.value(element)
  return frame => frame.bind(name, frame.given.get(name) ?? value(frame))
}

const when = (element: Node, compiler: Compiler) => {
  const test = compiler.xpath(compiler.required(element, 'test'), element)
  const body = compiler.body(element)
  return (frame: Frame): boolean => {
    if (!test(frame.focus, frame).booleanValue()) return false
    body(frame)
    return true
  }
}

const ifInstruction: CompileInstruction = (element, compiler) => {
  const run = when(element, compiler)
  return frame => void run(frame)
}

const choose: CompileInstruction = (element, compiler) => {
  const branches = parts(element, 'when').map(each => when(each, compiler))
  const otherwise = parts(element, 'otherwise').map(each => compiler.body(each))[0]
  return frame => {
    if (!branches.some(branch => branch(frame))) otherwise?.(frame)
  }
}

const forEach: CompileInstruction = (element, compiler) => {
  const select = compiler.xpath(compiler.required(element, 'select'), element)
  const sort = compileSorts(parts(element, 'sort'), compiler)
  const body = compiler.body(element)
  return frame => {
    const nodes = sort(nodesOf(select(frame.focus, frame)), frame)
    for (const [index, node] of nodes.entries()) body(frame.at({ node, position: index + 1, size: nodes.length }))
  }
}

const applyTemplates: CompileInstruction = (element, compiler) => {
  const select = compiler.xpath(element.getAttribute('select') || 'node()', element)
  const mode = element.getAttribute('mode') || undefined
  const sort = compileSorts(parts(element, 'sort'), compiler)
  const given = compileArguments(element, compiler)
  return frame => {
    const nodes = sort(nodesOf(select(frame.focus, frame)), frame)
    const values = given(frame)
    for (const [index, node] of nodes.entries()) frame.run.apply(frame, { node, position: index + 1, size: nodes.length }, mode, values)
  }
}

const callTemplate: CompileInstruction = (element, compiler) => {
  const name = compiler.required(element, 'name')
  const given = compileArguments(element, compiler)
  return frame => frame.run.named(name)(frame.call(frame.focus, given(frame), frame.rule))
}

const applyImports: CompileInstruction = () => frame => frame.run.applyImports(frame)

const message: CompileInstruction = (element, compiler) => {
  const body = compiler.body(element)
  const terminate = element.getAttribute('terminate') === 'yes'
  return frame => {
    const text = frame.text(body)
    if (terminate) throw errors.KF_CONN_XSLT({ reason: `Stylesheet directed termination: ${text}` })
  }
}

function compileArguments(element: Node, compiler: Compiler): (frame: Frame) => ReadonlyMap<string, Value> {
  const all = parts(element, 'with-param').map(each => [compiler.required(each, 'name'), compiler.value(each)] as const)
  return frame => new Map(all.map(([name, value]) => [name, value(frame)]))
}

export function nodesOf(value: Value): Node[] {
  if (value.toArray === undefined) throw errors.KF_CONN_XSLT({ reason: 'a set of nodes is expected' })
  return value.toArray()
}

/** Instructions that decide what happens. */
export const flowInstructions: Readonly<Record<string, CompileInstruction>> = {
  variable: valueInstruction,
  param,
  if: ifInstruction,
  choose,
  'for-each': forEach,
  'apply-templates': applyTemplates,
  'apply-imports': applyImports,
  'call-template': callTemplate,
  message,
}
