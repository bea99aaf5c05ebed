/**
 * What is known about a file that a message stands for, under the names and in the form of the headers of the file connectors. The
 * functions of the file language (`${file:name}` …) read the headers; this is what the headers are made from, and what a file body
 * offers to whoever needs the file itself (`split`, the log endpoint, the file sink's rename).
 */
export interface FileFacts {
  /** Path below the source's starting directory (`CamelFileName`): `orders/a.txt`. */
  readonly name: string
  /** The last part of the path (`CamelFileNameOnly`): `a.txt`. */
  readonly nameOnly: string
  /** Path below the starting directory; absolute once the file was moved out of it (`CamelFileRelativePath`). */
  readonly relativePath: string
  /** Whether the starting directory was given as an absolute path (`CamelFileAbsolute`). */
  readonly absolute: boolean
  /** `CamelFileAbsolutePath`. */
  readonly absolutePath: string
  /** `CamelFilePath`: as the starting directory was given. */
  readonly path: string
  /** The folder of the file (`CamelFileParent`). */
  readonly parent: string
  /** Bytes (`CamelFileLength`). */
  readonly length: number
  /** Milliseconds since the epoch (`CamelFileLastModified`). */
  readonly lastModified: number
}

/** A body that stands for a file. */
export interface FileValue extends FileFacts {
  /** Whether it stands for the plain `java.io.File` instead of the component's own object: what a body is behind `preMove`. */
  readonly plain: boolean
  /** The plain file of it. */
  plainFile(): FileValue
}

/** Whether a body stands for a file. */
export function isFileBody(body: unknown): body is FileValue {
  return typeof body === 'object' && body !== null && (body as { isFileBody?: boolean }).isFileBody === true
}
