package restproxy

import (
	"context"
	"fmt"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListBrokerReplicaExclusions returns the brokers that get no new replicas.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) ListBrokerReplicaExclusions(ctx context.Context, opts ...kafkarest.CallOption) ([]BrokerReplicaExclusion, error) {
	return list(ctx, c.client, newListBrokerReplicaExclusionsRequest(c.id), opts)
}

// GetBrokerReplicaExclusion returns why a broker gets no new replicas. One that
// gets them is [kafkarest.ErrNotFound]. Confluent Server only: from what it
// adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetBrokerReplicaExclusion(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*BrokerReplicaExclusion, error) {
	return rest.Fetch(ctx, c.client.rest, newGetBrokerReplicaExclusionRequest(c.id, broker), opts)
}

// An ExclusionOutcome is what became of the change of a broker's exclusion.
type ExclusionOutcome struct {
	BrokerReplicaExclusion
	// Operation is the change.
	Operation ExclusionOperation
	// Err is a *[kafkarest.Error] if the change failed.
	Err error
}

// CreateBrokerReplicaExclusions keeps new replicas from brokers, and returns
// what became of each. If some failed there is a *[kafkarest.PartialError] too.
// A broker that does not exist is [kafkarest.ErrInvalid] for the whole call.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) CreateBrokerReplicaExclusions(ctx context.Context, changes []ExclusionChange, opts ...kafkarest.CallOption) ([]ExclusionOutcome, error) {
	r := newCreateBrokerReplicaExclusionsRequest(c.id, alterExclusionsBody{Data: changes})
	if len(changes) == 0 {
		r.Refuse("there are no brokers to exclude")
	}
	return c.alterExclusions(ctx, r, opts)
}

// DeleteBrokerReplicaExclusions lets brokers have new replicas again, and
// returns what became of each. A reason is required here too. If some of them
// had no exclusion there is a *[kafkarest.PartialError] too, which is
// [kafkarest.ErrNotFound]. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) DeleteBrokerReplicaExclusions(ctx context.Context, changes []ExclusionChange, opts ...kafkarest.CallOption) ([]ExclusionOutcome, error) {
	r := newDeleteBrokerReplicaExclusionsRequest(c.id, alterExclusionsBody{Data: changes})
	if len(changes) == 0 {
		r.Refuse("there are no exclusions to delete")
	}
	return c.alterExclusions(ctx, r, opts)
}

// alterExclusions sends one of the two changes, which are answered alike.
func (c *Cluster) alterExclusions(ctx context.Context, r rest.Request[*alteredExclusionList], opts []kafkarest.CallOption) ([]ExclusionOutcome, error) {
	altered, err := rest.Fetch(ctx, c.client.rest, r, opts)
	if err != nil {
		return nil, err
	}
	results, errs := make([]ExclusionOutcome, len(altered.Data)), make([]error, len(altered.Data))
	for i, a := range altered.Data {
		if a.ErrorCode != 0 {
			errs[i] = itemError(r.Operation().Name, fmt.Sprintf("broker %d", a.BrokerID), Code(a.ErrorCode), a.ErrorMessage)
		}
		results[i] = ExclusionOutcome{
			BrokerReplicaExclusion: BrokerReplicaExclusion{
				Metadata: a.Metadata, ClusterID: a.ClusterID, BrokerID: a.BrokerID, Reason: a.Reason, Broker: a.Broker,
			},
			Operation: a.Exclusion,
			Err:       errs[i],
		}
	}
	return results, rest.Partial(r.Operation().Name, errs)
}
