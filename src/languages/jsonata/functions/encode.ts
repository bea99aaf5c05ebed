import { fault } from '../fault.ts'
import type { Frame } from '../frame.ts'
import { define } from './define.ts'

type Text = string | undefined

function base64encode(_frame: Frame, text: Text): Text {
  return text === undefined ? undefined : Buffer.from(text, 'binary').toString('base64')
}

function base64decode(_frame: Frame, text: Text): Text {
  return text === undefined ? undefined : Buffer.from(text, 'base64').toString('binary')
}

function uriFunction(functionName: string, convert: (text: string) => string) {
  return define(functionName, '<s-:s>', 1, (_frame: Frame, text: Text): Text => {
    if (text === undefined) return undefined
    try {
      return convert(text)
    } catch (cause) {
      throw fault('D3140', { value: text, functionName, cause })
    }
  })
}

/** Base64 and URL encoding. */
export const encodeFunctions = [
  define('base64encode', '<s-:s>', 1, base64encode),
  define('base64decode', '<s-:s>', 1, base64decode),
  uriFunction('encodeUrlComponent', encodeURIComponent),
  uriFunction('encodeUrl', encodeURI),
  uriFunction('decodeUrlComponent', decodeURIComponent),
  uriFunction('decodeUrl', decodeURI),
]
