import { nodeItems } from '../../../converters/collections.ts'
import { javaClassOf } from '../../../converters/java-class.ts'
import { writeJson } from '../../../converters/json-write.ts'
import { Decimal, double, isMap, isNumber, JsonNode, MapEntry, mapEntries, mapGet } from '../../../core/values.ts'
import { iteratorOf } from './java-iterator.ts'
import { methods } from './method.ts'

function node(value: unknown): unknown {
  return value === undefined ? null : new JsonNode(value)
}

function jsonText({ value }: JsonNode): string {
  return typeof value === 'string' ? value : value === null || typeof value !== 'object' || value instanceof Number ? String(value) : ''
}

function size({ value }: JsonNode): number {
  return Array.isArray(value) ? value.length : isMap(value) ? mapEntries(value).length : 0
}

function entriesOf({ value }: JsonNode): (readonly [string, unknown])[] {
  return isMap(value) ? mapEntries(value) : []
}

function isContainer({ value }: JsonNode): boolean {
  return Array.isArray(value) || isMap(value)
}

/** Jackson's `JsonNode`. */
export const JSON_NODE = methods({
  'asBoolean()': ({ value }: JsonNode) => value === true || value === 'true',
  'asDouble()': ({ value }: JsonNode) => Number(value) || 0,
  'asInt()': ({ value }: JsonNode) => Math.trunc(Number(value)) | 0,
  'asLong()': ({ value }: JsonNode) => Math.trunc(Number(value)) || 0,
  'asText()': jsonText,
  'booleanValue()': ({ value }: JsonNode) => value === true,
  'decimalValue()': ({ value }: JsonNode) => new Decimal(isNumber(value) ? String(value) : '0'),
  'doubleValue()': ({ value }: JsonNode) => double(isNumber(value) ? Number(value) : 0),
  'elements()': (self: JsonNode) => iteratorOf(nodeItems(self)),
  'fieldNames()': (self: JsonNode) => iteratorOf(entriesOf(self).map(([key]) => key)),
  'fields()': (self: JsonNode) => iteratorOf(entriesOf(self).map(([key, value]) => new MapEntry(key, new JsonNode(value)))),
  'get(int)': ({ value }: JsonNode, index: number) => (Array.isArray(value) ? node(value[index]) : null),
  'get(String)': ({ value }: JsonNode, name: string) => (isMap(value) ? node(mapGet(value, name)) : null),
  'has(int)': ({ value }: JsonNode, index: number) => Array.isArray(value) && index >= 0 && index < value.length,
  'has(String)': ({ value }: JsonNode, name: string) => isMap(value) && mapGet(value, name) !== undefined,
  'intValue()': ({ value }: JsonNode) => (isNumber(value) ? Math.trunc(Number(value)) | 0 : 0),
  'isArray()': ({ value }: JsonNode) => Array.isArray(value),
  'isBoolean()': ({ value }: JsonNode) => typeof value === 'boolean',
  'isContainerNode()': isContainer,
  'isDouble()': ({ value }: JsonNode) => javaClassOf(value) === 'java.lang.Double',
  'isEmpty()': (self: JsonNode) => size(self) === 0,
  'isInt()': ({ value }: JsonNode) => javaClassOf(value) === 'java.lang.Integer',
  'isLong()': ({ value }: JsonNode) => javaClassOf(value) === 'java.lang.Long',
  'isNull()': ({ value }: JsonNode) => value === null,
  'isNumber()': ({ value }: JsonNode) => isNumber(value),
  'isObject()': ({ value }: JsonNode) => isMap(value),
  'isTextual()': ({ value }: JsonNode) => typeof value === 'string',
  'isValueNode()': (self: JsonNode) => !isContainer(self),
  'iterator()': (self: JsonNode) => iteratorOf(nodeItems(self)),
  'longValue()': ({ value }: JsonNode) => (isNumber(value) ? Math.trunc(Number(value)) : 0),
  'path(int)': ({ value }: JsonNode, index: number) => new JsonNode(Array.isArray(value) ? value[index] : undefined),
  'path(String)': ({ value }: JsonNode, name: string) => new JsonNode(isMap(value) ? mapGet(value, name) : undefined),
  'size()': size,
  'textValue()': ({ value }: JsonNode) => (typeof value === 'string' ? value : null),
  'toPrettyString()': ({ value }: JsonNode) => writeJson(value, { pretty: true }),
  'toString()': ({ value }: JsonNode) => writeJson(value),
})
