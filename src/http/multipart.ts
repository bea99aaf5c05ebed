import { errors } from '../core/errors.ts'

/** One part of a `multipart/form-data` body: a field, or a file where it has a file name. */
export interface Part {
  readonly name: string
  readonly fileName: string | undefined
  readonly contentType: string | undefined
  readonly content: Buffer
}

const MAX_PARTS = 1000
const BREAK = Buffer.from('\r\n')
const HEAD_END = Buffer.from('\r\n\r\n')

/** Takes a body apart at the boundary that its content type names. Throws `KF_HTTP_REQUEST` (400) where there is none. */
export function parseMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (boundary === null) throw errors.KF_HTTP_REQUEST({ status: 400, reason: 'the multipart content type names no boundary' })
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`)
  const parts: Part[] = []
  let from = body.indexOf(mark)
  while (from >= 0 && parts.length < MAX_PARTS) {
    const start = from + mark.length
    if (body.subarray(start, start + 2).toString('latin1') === '--') break
    const end = body.indexOf(Buffer.concat([BREAK, mark]), start)
    if (end < 0) break
    const part = parsePart(body.subarray(start + BREAK.length, end))
    if (part !== undefined) parts.push(part)
    from = end + BREAK.length
  }
  return parts
}

function parsePart(part: Buffer): Part | undefined {
  const end = part.indexOf(HEAD_END)
  if (end < 0) return undefined
  const head = part.subarray(0, end).toString('utf8')
  const disposition = headerLine(head, 'content-disposition') ?? ''
  const name = attribute(disposition, 'name')
  if (name === undefined) return undefined
  return {
    name,
    fileName: attribute(disposition, 'filename'),
    contentType: headerLine(head, 'content-type'),
    content: part.subarray(end + HEAD_END.length),
  }
}

function headerLine(head: string, name: string): string | undefined {
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':')
    if (line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim()
  }
  return undefined
}

function attribute(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition)
  return found === null ? undefined : (found[1]?.replaceAll(/\\(.)/g, '$1') ?? found[2])
}
