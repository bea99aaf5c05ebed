import kafkajs, { type Assigner, type GroupMember, type PartitionAssigner } from 'kafkajs'

/** What is used of the client's view of the brokers. */
export interface Cluster {
  findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number }[]
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>
  findGroupCoordinator(of: object): Promise<Coordinator>
}

export interface Coordinator {
  joinGroup(request: { readonly memberId: string }): Promise<{ readonly memberId: string }>
}

interface Subscriber {
  readonly id: string
  readonly topics: readonly string[]
}

type Assignment = Map<string, Record<string, number[]>>
type Share = (members: readonly Subscriber[], topics: ReadonlyMap<string, readonly number[]>) => Assignment

const VERSION = 0

/**
 * Kafka's own ways to share out partitions, under the names by which other clients know them: consumers in Java and these can be
 * members of one group. `started` gets the client's view of the brokers.
 */
export function assignor(name: 'range' | 'roundrobin', started: (cluster: Cluster) => void): PartitionAssigner {
  return ({ cluster }) => {
    const view = cluster as unknown as Cluster
    started(view)
    return makeAssigner(name, name === 'range' ? shareRanges : shareInTurn, view)
  }
}

function makeAssigner(name: string, share: Share, cluster: Cluster): Assigner {
  const { MemberAssignment, MemberMetadata } = kafkajs.AssignerProtocol
  const none = Buffer.alloc(0)
  return {
    name,
    version: VERSION,
    async assign({ members }) {
      const subscribers = members.map(subscriberOf).sort((a, b) => (a.id < b.id ? -1 : 1))
      const assignment = share(subscribers, await partitionsOf(subscribers, cluster))
      return subscribers.map(({ id }) => ({
        memberId: id,
        memberAssignment: MemberAssignment.encode({ version: VERSION, assignment: assignment.get(id) ?? {}, userData: none }),
      }))
    },
    protocol: ({ topics }) => ({ name, metadata: MemberMetadata.encode({ version: VERSION, topics, userData: none }) }),
  }
}

function subscriberOf({ memberId, memberMetadata }: GroupMember): Subscriber {
  return { id: memberId, topics: kafkajs.AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? [] }
}

/** The partitions of all topics that any member reads: the leader may not read all of them itself. */
async function partitionsOf(members: readonly Subscriber[], cluster: Cluster): Promise<Map<string, readonly number[]>> {
  const topics = [...new Set(members.flatMap(member => member.topics))].sort()
  await cluster.addMultipleTargetTopics(topics)
  return new Map(
    topics.map(topic => [
      topic,
      cluster
        .findTopicPartitionMetadata(topic)
        .map(({ partitionId }) => partitionId)
        .sort((a, b) => a - b),
    ]),
  )
}

/** Each topic is cut into ranges, one for each of its readers; the first get one more where it does not divide. */
export const shareRanges: Share = (members, topics) => {
  const assignment: Assignment = new Map()
  for (const [topic, partitions] of topics) {
    const readers = members.filter(member => member.topics.includes(topic))
    const each = Math.floor(partitions.length / readers.length)
    const more = partitions.length % readers.length
    for (const [index, { id }] of readers.entries()) {
      const from = each * index + Math.min(index, more)
      give(assignment, id, topic, partitions.slice(from, from + each + (index < more ? 1 : 0)))
    }
  }
  return assignment
}

/** The partitions of all topics are dealt in turn. */
export const shareInTurn: Share = (members, topics) => {
  const assignment: Assignment = new Map()
  let turn = 0
  for (const [topic, partitions] of topics) {
    if (!members.some(member => member.topics.includes(topic))) continue
    for (const partition of partitions) {
      while (!members[turn % members.length]!.topics.includes(topic)) turn += 1
      give(assignment, members[turn++ % members.length]!.id, topic, [partition])
    }
  }
  return assignment
}

function give(assignment: Assignment, id: string, topic: string, partitions: readonly number[]): void {
  if (partitions.length === 0) return
  const share = assignment.get(id) ?? {}
  share[topic] = [...(share[topic] ?? []), ...partitions]
  assignment.set(id, share)
}
