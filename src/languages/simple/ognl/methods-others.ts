import { existsSync } from 'node:fs'
import { javaText } from '../../../converters/text.ts'
import { exceptionMessage, exceptionType } from '../../../core/exceptions.ts'
import type { FileFacts, FileValue } from '../../../core/file-facts.ts'
import { type ByteSource, bytesOf } from '../../../core/stream-body.ts'
import type { JavaValue } from '../../../core/values.ts'
import { binaryName, type JavaClass } from '../java-types.ts'
import { methods } from './method.ts'

function simpleName({ name }: JavaClass): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)
}

/** `java.lang.Class`. */
export const CLASS = methods({
  'getCanonicalName()': (type: JavaClass) => type.name.replace('$', '.'),
  'getName()': (type: JavaClass) => binaryName(type.name),
  'getPackageName()': (type: JavaClass) => type.name.slice(0, Math.max(0, type.name.lastIndexOf('.'))),
  'getSimpleName()': simpleName,
  'getTypeName()': (type: JavaClass) => type.name,
  'isArray()': (type: JavaClass) => type.name.endsWith('[]'),
  'toString()': (type: JavaClass) => `class ${binaryName(type.name)}`,
})

function causeOf(error: Error): unknown {
  return error.cause ?? null
}

/** `java.lang.Throwable`. */
export const THROWABLE = methods({
  'getCause()': causeOf,
  'getLocalizedMessage()': exceptionMessage,
  'getMessage()': exceptionMessage,
  'getStackTrace()': (error: Error) =>
    (error.stack ?? '')
      .split('\n')
      .slice(1)
      .map(line => line.trim()),
  'getSuppressed()': () => [],
  'getErrors()': (error: Error) => detail(error, 'errors'),
  'getStatusCode()': (error: Error) => detail(error, 'statusCode'),
  'getHttpResponseStatus()': (error: Error) => detail(error, 'statusText'),
  'getStatusText()': (error: Error) => detail(error, 'statusText'),
  'getResponseBody()': (error: Error) => detail(error, 'responseBody'),
  'getResponseHeaders()': (error: Error) => detail(error, 'responseHeaders'),
  'getUri()': (error: Error) => detail(error, 'uri'),
  'getRedirectLocation()': (error: Error) => detail(error, 'redirectLocation'),
  'hasRedirectLocation()': (error: Error) => Boolean(detail(error, 'redirectLocation')),
  'initCause(Throwable)': undefined,
  'toString()': (error: Error) => `${exceptionType(error)}: ${exceptionMessage(error)}`,
})

function detail(error: Error, name: string): unknown {
  const { details } = error as Error & { details?: Readonly<Record<string, unknown>> }
  return details?.[name] ?? null
}

/** Values that only have a text: enums, URIs, durations. */
export const VALUE = methods({
  'name()': (value: JavaValue) => value.text,
  'toString()': (value: JavaValue) => value.text,
  'toMillis()': (value: JavaValue) => value.amount ?? null,
})

/** `java.io.InputStream`, cached. */
export const STREAM = methods({
  'length()': (source: ByteSource) => bytesOf(source).length,
  'available()': (source: ByteSource) => bytesOf(source).length,
  'inMemory()': () => true,
  'position()': () => 0,
  'read()': (source: ByteSource) => bytesOf(source)[0] ?? -1,
  'readAllBytes()': (source: ByteSource) => bytesOf(source),
  'void close()': () => undefined,
  'void reset()': () => undefined,
})

/** `java.io.File`. */
export const PLAIN_FILE = methods({
  'exists()': (file: FileFacts) => existsSync(file.absolutePath),
  'getAbsolutePath()': (file: FileFacts) => file.absolutePath,
  'getName()': (file: FileFacts) => file.nameOnly,
  'getParent()': (file: FileFacts) => file.parent,
  'getPath()': (file: FileFacts) => file.path,
  'isDirectory()': () => false,
  'isFile()': (file: FileFacts) => existsSync(file.absolutePath),
  'lastModified()': (file: FileFacts) => file.lastModified,
  'length()': (file: FileFacts) => file.length,
  'toString()': (file: FileFacts) => String(file),
})

/** `GenericFile` of the file component. */
export const FILE = methods({
  'getAbsoluteFilePath()': (file: FileFacts) => file.absolutePath,
  'getBody()': (file: FileFacts) => file,
  'getFile()': (file: FileValue) => file.plainFile(),
  'getFileLength()': (file: FileFacts) => file.length,
  'getFileName()': (file: FileFacts) => file.name,
  'getFileNameOnly()': (file: FileFacts) => file.nameOnly,
  'getLastModified()': (file: FileFacts) => file.lastModified,
  'getParent()': (file: FileFacts) => file.parent,
  'getRelativeFilePath()': (file: FileFacts) => file.relativePath,
  'toString()': (file: FileFacts) => javaText(file),
})
