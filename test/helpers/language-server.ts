import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A diagnostic as an editor shows it: `line:column message`, counted from 1. */
export interface EditorDiagnostic {
  readonly severity: 'error' | 'warning' | 'information' | 'hint'
  readonly text: string
}

export interface CompletionItem {
  readonly label: string
  readonly insertText?: string
  readonly documentation?: string | { readonly value: string }
}

interface RawDiagnostic {
  readonly severity?: number
  readonly message: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

const SEVERITIES = ['error', 'error', 'warning', 'information', 'hint'] as const
const ROOT = 'file:///workspace/'
/** What stands for the cursor in texts. */
const CURSOR = '|'

/** The YAML language server that editors use, as a process of its own, spoken to as an editor does. */
export class LanguageServer {
  private readonly child: ChildProcess
  /** The setting `yaml.schemas`: paths of schemas, each with the files that it is for. */
  private readonly schemas: Readonly<Record<string, readonly string[]>>
  private readonly answers = new Map<number, (message: Message) => void>()
  private readonly published = new Map<string, (diagnostics: readonly RawDiagnostic[]) => void>()
  private received = Buffer.alloc(0)
  private requests = 0
  private documents = 0

  private constructor(schemas: Readonly<Record<string, readonly string[]>>) {
    this.schemas = schemas
    const script = join(dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json')), 'bin/yaml-language-server')
    this.child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.child.stdout!.on('data', (chunk: Buffer) => this.take(chunk))
  }

  static async start(schemas: Readonly<Record<string, readonly string[]>>): Promise<LanguageServer> {
    const server = new LanguageServer(schemas)
    const completionItem = { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] }
    const capabilities = {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { completion: { completionItem }, hover: { contentFormat: ['markdown'] }, publishDiagnostics: {} },
    }
    await server.request('initialize', { processId: process.pid, rootUri: ROOT, capabilities })
    server.send({ method: 'initialized', params: {} })
    server.send({ method: 'workspace/didChangeConfiguration', params: { settings: {} } })
    return server
  }

  stop(): void {
    this.child.kill()
  }

  /** What the server says of a text in a file of this name (a new one for each call, in a folder of its own). */
  async diagnose(file: string, text: string): Promise<readonly EditorDiagnostic[]> {
    const { uri, diagnostics } = await this.open(file, text)
    this.send({ method: 'textDocument/didClose', params: { textDocument: { uri } } })
    return diagnostics
  }

  /** What is offered at the cursor, `|` in the text. */
  async complete(file: string, marked: string): Promise<readonly CompletionItem[]> {
    const list = (await this.atCursor('textDocument/completion', file, marked)) as { readonly items: readonly CompletionItem[] }
    return list.items
  }

  /** What is shown for the word at the cursor, `|` in the text. */
  async hover(file: string, marked: string): Promise<string> {
    const hover = (await this.atCursor('textDocument/hover', file, marked)) as { readonly contents?: { readonly value: string } } | null
    return hover?.contents?.value ?? ''
  }

  private async atCursor(method: string, file: string, marked: string): Promise<unknown> {
    const before = marked.slice(0, marked.indexOf(CURSOR)).split('\n')
    const { uri } = await this.open(file, marked.replace(CURSOR, ''))
    const position = { line: before.length - 1, character: before.at(-1)!.length }
    return this.request(method, { textDocument: { uri }, position })
  }

  private async open(file: string, text: string): Promise<{ readonly uri: string; readonly diagnostics: readonly EditorDiagnostic[] }> {
    const uri = `${ROOT}${++this.documents}/${file}`
    const published = new Promise<readonly RawDiagnostic[]>(resolve => this.published.set(uri, resolve))
    this.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } })
    return { uri, diagnostics: (await published).map(shown) }
  }

  private async request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.requests
    const answer = new Promise<Message>(resolve => this.answers.set(id, resolve))
    this.send({ id, method, params })
    const { result, error } = await answer
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result
  }

  private send(message: Message): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    this.child.stdin!.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }

  private take(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk])
    for (;;) {
      const end = this.received.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/Content-Length: (\d+)/.exec(this.received.toString('latin1', 0, end))![1])
      if (this.received.length < end + 4 + length) return
      const text = this.received.toString('utf8', end + 4, end + 4 + length)
      this.received = this.received.subarray(end + 4 + length)
      this.handle(JSON.parse(text) as Message)
    }
  }

  private handle(message: Message): void {
    if (message.method === undefined) return this.answers.get(message.id!)?.(message)
    if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params as { uri: string; diagnostics: readonly RawDiagnostic[] }
      return this.published.get(uri)?.(diagnostics)
    }
    if (message.id !== undefined) this.send({ id: message.id, result: this.answer(message) })
  }

  private answer({ method, params }: Message): unknown {
    if (method !== 'workspace/configuration') return null
    const off = { enable: false }
    const yaml = { schemas: this.schemas, validate: true, hover: true, completion: true, schemaStore: off, kubernetesCRDStore: off }
    return (params as { items: readonly { section: string }[] }).items.map(({ section }) => (section === 'yaml' ? yaml : {}))
  }
}

function shown({ severity = 1, message, range }: RawDiagnostic): EditorDiagnostic {
  return { severity: SEVERITIES[severity]!, text: `${range.start.line + 1}:${range.start.character + 1} ${message}` }
}
