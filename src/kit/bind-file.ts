import type { Exchange } from '../core/exchange.ts'
import type { FileFacts } from '../core/file-facts.ts'
import { FileBody } from './file-body.ts'

/** Makes a file the message of an exchange: body (`plain`: the file itself, as behind `preMove`) and headers. */
export function bindFile(exchange: Exchange, facts: FileFacts, plain = false): void {
  exchange.body = facts instanceof FileBody ? facts : new FileBody(facts, plain)
  exchange.setHeader('CamelFileNameOnly', facts.nameOnly)
  exchange.setHeader('CamelFileName', facts.name)
  exchange.setHeader('CamelFileNameConsumed', facts.name)
  exchange.setHeader('CamelFileAbsolute', facts.absolute)
  exchange.setHeader('CamelFileAbsolutePath', facts.absolutePath)
  exchange.setHeader('CamelFilePath', facts.path)
  exchange.setHeader('CamelFileRelativePath', facts.relativePath)
  exchange.setHeader('CamelFileParent', facts.parent)
  exchange.setHeader('CamelFileLength', facts.length)
  exchange.setHeader('CamelFileLastModified', facts.lastModified)
  exchange.setHeader('CamelMessageTimestamp', facts.lastModified)
}
