/** Where a database is; the `sql:` connector and stores open it. Made by beans under the names of Java's data sources too. */
export class DataSource {
  readonly dialect: 'postgres' | 'sqlite'
  /** PostgreSQL: `postgres://host:port/database`, without credentials; SQLite: the path of the file. */
  readonly address: string
  readonly user: string | undefined
  readonly password: string | undefined
  /** How many connections at most. */
  readonly maxConnections: number

  constructor(dialect: 'postgres' | 'sqlite', address: string, login: DataSourceLogin = {}) {
    this.dialect = dialect
    this.address = address
    this.user = login.user
    this.password = login.password
    this.maxConnections = login.maxConnections ?? 10
  }

  /** What tells databases apart; without the password. */
  get key(): string {
    return `${this.dialect} ${this.address} ${this.user ?? ''}`
  }

  /** Never shows the password. */
  toString(): string {
    return `DataSource[${this.address}]`
  }

  toJSON(): unknown {
    return { dialect: this.dialect, address: this.address, user: this.user }
  }
}

export interface DataSourceLogin {
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly maxConnections?: number | undefined
}
