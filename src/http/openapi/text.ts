import { javaText } from '../../converters/index.ts'
import { writeJson } from '../../converters/json-write.ts'
import type { OutNode } from '../../formats/yaml/nodes.ts'
import { emitYaml } from '../../formats/yaml/write.ts'
import type { Part } from './model.ts'

/** A document as JSON, the way Jackson prints it. */
export function documentJson(document: Part): string {
  return writeJson(document, { pretty: true, combineSurrogates: true })
}

/** A document as YAML, the way Jackson prints it with as few quotes as it can. */
export function documentYaml(document: Part): string {
  return emitYaml(node(document))
}

function node(value: unknown): OutNode {
  if (typeof value === 'string') return valueNode(value)
  if (Array.isArray(value)) return { kind: 'list', items: value.map(node), flow: value.length === 0 }
  if (typeof value !== 'object' || value instanceof Number || value === null) return plainNode(javaText(value))
  const entries = Object.entries(value).map(([key, each]) => [keyNode(key), node(each)] as const)
  return { kind: 'map', entries, flow: entries.length === 0, tag: undefined }
}

/** Words that YAML 1.1 takes for something else. */
const RESERVED = /^(?:~.*|true|True|TRUE|false|False|FALSE|null|Null|NULL|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N)$/
const PLAIN_NUMBER = /^[+-]?[0-9]*(?:\.[0-9]*)?$/
const NUMBER_START = /^[+-]?[0-9.][0-9_.eE+-]*$/
const QUOTABLE = /[[\]{},]|(?:^|[ \t])#|:(?:[ \t]|$)/

function valueNode(text: string): OutNode {
  if (text.includes('\n')) return { ...plainNode(text), plain: false, literal: true }
  return RESERVED.test(text) || PLAIN_NUMBER.test(text) || QUOTABLE.test(text) ? doubleQuoted(text) : plainNode(text)
}

function keyNode(text: string): OutNode {
  return text === '' || RESERVED.test(text) || NUMBER_START.test(text) ? doubleQuoted(text) : plainNode(text)
}

function plainNode(text: string): OutNode & { kind: 'scalar' } {
  return { kind: 'scalar', text, tag: undefined, plain: true, literal: false }
}

function doubleQuoted(text: string): OutNode {
  return { kind: 'scalar', text, tag: undefined, plain: false, literal: false, double: true }
}
