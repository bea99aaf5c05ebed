import type { Clock } from '../../core/clock.ts'
import { type ApiClient, isStatus } from '../client/api-client.ts'
import { kinds } from '../client/kinds.ts'
import type { KubeObject } from '../client/kube-object.ts'
import { contentHash } from '../render/canonical-json.ts'
import type { Condition } from '../status/conditions.ts'

/** Conditions that others are told by: they would be told twice. */
const SILENT = new Set(['Reconciling', 'Built', 'Stalled'])
const LONGEST_NOTE = 1024

/**
 * Tells transitions of conditions as Events, one for each: the name of an Event is made of what it tells, so that an operator that dies between the Event and
 * the status does not tell it twice. An Event that cannot be written is no reason to fail; it is given to `onFailure`.
 */
export class EventRecorder {
  private readonly client: ApiClient
  private readonly clock: Clock
  private readonly identity: string
  private readonly onFailure: (error: unknown) => void

  constructor(client: ApiClient, clock: Clock, identity: string, onFailure: (error: unknown) => void) {
    this.client = client
    this.clock = clock
    this.identity = identity
    this.onFailure = onFailure
  }

  async tell(object: KubeObject, transitions: readonly Condition[], before: readonly Condition[] = []): Promise<void> {
    for (const condition of transitions) {
      const known = before.find(({ type }) => type === condition.type)
      // that something new is well so far is no news
      const isNews = !SILENT.has(condition.type) && (known !== undefined || condition.status !== 'True') && condition.status !== 'Unknown'
      if (isNews || (condition.type === 'Ready' && condition.status === 'True')) await this.write(object, condition, known)
    }
  }

  private async write(object: KubeObject, { type, status, reason, message }: Condition, before: Condition | undefined): Promise<void> {
    const { name, namespace, uid, resourceVersion } = object.metadata
    const told = contentHash([uid, type, status, reason, before?.lastTransitionTime, before?.reason, object.metadata.generation], 16)
    const event: KubeObject = {
      apiVersion: kinds.Event.apiVersion,
      kind: kinds.Event.kind,
      metadata: { name: `${name}.${told}`, ...(namespace !== undefined && { namespace }) },
      eventTime: new Date(this.clock.now()).toISOString().replace('Z', '000Z'),
      reportingController: 'kafila.dev/operator',
      reportingInstance: this.identity.slice(0, 128),
      action: status === 'True' ? `${type}` : `Not${type}`,
      reason: reason.slice(0, 128),
      note: (message || reason).slice(0, LONGEST_NOTE),
      type: status === 'True' ? 'Normal' : 'Warning',
      regarding: { apiVersion: object.apiVersion, kind: object.kind, name, namespace, uid, resourceVersion },
    }
    try {
      await this.client.create(kinds.Event, event)
    } catch (error) {
      if (!isStatus(error, 409)) this.onFailure(error)
    }
  }
}
