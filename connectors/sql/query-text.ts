import { readResource } from '../../src/kit/index.ts'

/** The statement of an endpoint: as it stands, or out of a file (`file:`, `classpath:`) where lines that begin with `--` are notes. */
export function queryText(query: string, directory: string): string {
  if (!/^(file|classpath):/.test(query)) return query
  const lines = readResource(query, directory).toString('utf8').split(/\r?\n/)
  return lines
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('--'))
    .join('\n')
}
