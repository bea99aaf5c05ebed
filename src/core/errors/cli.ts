import { entry } from './define.ts'

/** Area CLI: a command line is wrong, or what it needs is missing on this machine. */
export const cliErrors = {
  KF_CLI_USAGE: entry<{ reason: string }>({ message: d => d.reason, help: '`kafila help COMMAND` shows how the command is used.' }),
  KF_CLI_ADMIN_SOCKET: entry<{ path: string; reason: string }>({
    message: d => `the socket ${d.path} for kafila top and kafila tap cannot be opened: ${d.reason}`,
    help: 'Routes run all the same. KAFILA_ADMIN_DIR names another folder; --no-admin goes without.',
  }),
  KF_CLI_NO_PROCESS: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'kafila run opens a socket for kafila top and kafila tap, for the user that runs it and on this machine alone.',
  }),
  KF_CLI_EXISTS: entry<{ path: string }>({
    message: d => `${d.path} exists already`,
    help: 'Nothing was written. Choose another name, or remove the file first.',
  }),
  KF_CLI_PLUG_IN: entry<{ name: string; reason: string }>({
    message: d => `the plug-in ${d.name} cannot be used: ${d.reason}`,
    help: 'Plug-ins are the dependencies of your package that are called kafila-connector-… or kafila-plug-in-…, and what the property kafila.plug-ins names.',
  }),
} as const
